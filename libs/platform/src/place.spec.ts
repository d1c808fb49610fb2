import { weaknessesOf, withoutSecrets } from './place';

describe('the URL of a server', () => {
  it.each([
    ['esdb://leyla:s3cret@db:2113?tls=true', 'esdb://***@db:2113?tls=true'],
    ['mongodb://leyla:s3@cret/@db/keys', 'mongodb://***@db/keys'],
    ['mongodb://db/keys?tlsCertificateKeyFilePassword=s3cret&tls=true', 'mongodb://db/keys?tlsCertificateKeyFilePassword=***&tls=true'],
    ['sqlite:./data/events.db', 'sqlite:./data/events.db'],
  ])('%s is shown without what it keeps secret', (url, shown) => expect(withoutSecrets(url)).toBe(shown));

  const user = 'names no user; production tells users apart';
  const known = 'has the password that everybody knows; set another';
  const open = 'goes to another machine without TLS; add tls=true';
  const unproven = 'takes any certificate; name the authority that signed it instead';
  it.each<[string, readonly string[]]>([
    ['esdb://leyla:s3cret@db:2113?tls=true', []],
    ['esdb+discover://leyla:s3cret@db', []],
    ['esdb://db:2113', [user]],
    ['esdb://admin:changeit@db:2113', [known]],
    ['esdb://leyla:s3cret@127.0.0.1:2113,db:2113?tls=false', [open]],
    ['esdb://leyla:s3cret@localhost:2113,[::1]:2113?tls=false', []],
    ['esdb://leyla:s3cret@db:2113?tlsVerifyCert=false', [unproven]],
    ['mongodb://leyla:s3cret@db/keys?tls=true', []],
    ['mongodb://leyla:s3cret@db/keys?ssl=true', []],
    ['mongodb+srv://leyla:s3cret@db/keys', []],
    ['mongodb+srv://leyla:s3cret@db/keys?tls=false', [open]],
    ['mongodb://db/keys?tls=true&authMechanism=MONGODB-X509', []],
    ['mongodb://db/keys', [user, open]],
    ['mongodb://leyla:s3cret@db/keys?tls=true&tlsAllowInvalidCertificates=true', [unproven]],
  ])('%s is told its weaknesses in production', (url, weaknesses) => expect(weaknessesOf(url)).toEqual(weaknesses));
});
