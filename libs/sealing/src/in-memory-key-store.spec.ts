import { keyStoreContract } from '@redress/testing';
import { InMemoryKeyStore } from '.';

keyStoreContract('InMemoryKeyStore', async () => new InMemoryKeyStore());
