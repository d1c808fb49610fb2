#!/bin/sh
# Makes what the production profile of docker-compose.yml reads as secrets: passwords, the key file of the replica set, an authority of
# our own, the certificates of both servers, and the URLs of the three stores. What is there already stays as it is.
#
#   deploy/make-secrets.sh                       makes what is missing
#   deploy/make-secrets.sh --renew-certificates  signs new certificates with the authority that is there
set -eu
umask 077
folder="${SECRETS:-$(dirname "$0")/secrets}"
server_days=825
authority_days=3650

complain() {
  echo "$1" >&2
  exit 1
}

command -v openssl >/dev/null || complain 'openssl is missing; install it and run this again.'
case "${1:-}" in
  '') renew=no ;;
  --renew-certificates) renew=yes ;;
  *) complain "$0 takes nothing, or --renew-certificates." ;;
esac
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

# A container reads a secret under a user of its own, so the files are readable and the folder around them is shut. A file that is half
# written when this is ended must not be taken for a whole one.
keep() {
  cat >"$1.new"
  chmod 444 "$1.new"
  mv "$1.new" "$1"
}

password() {
  [ -e "$1" ] || openssl rand -hex 32 | keep "$1"
}

authority() {
  [ -e ca.crt ] && return
  [ -e ca.key ] || { openssl genrsa -out ca.key.new 3072 2>/dev/null && mv ca.key.new ca.key; }
  openssl req -x509 -new -key ca.key -sha256 -days "$authority_days" -subj '/O=Redress/CN=Redress authority' \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' | keep ca.crt
}

# Of a server that is called $1 on the network of the containers; $2 is the common name that it expects of itself.
certificate() {
  [ "$renew" = no ] && [ -e "$1.crt" ] && [ -e "$1.key" ] && return
  [ -e ca.key ] || complain "ca.key is not in $folder; put it back there while you sign certificates."
  openssl genrsa -out "$1.unsigned.key" 3072 2>/dev/null
  openssl req -new -key "$1.unsigned.key" -subj "/O=Redress/CN=$2" -out "$1.csr"
  {
    echo 'basicConstraints=critical,CA:FALSE'
    echo 'keyUsage=critical,digitalSignature,keyEncipherment'
    echo 'extendedKeyUsage=serverAuth,clientAuth'
    echo "subjectAltName=DNS:$1,DNS:localhost,IP:127.0.0.1"
  } >"$1.extensions"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days "$server_days" \
    -extfile "$1.extensions" 2>/dev/null | keep "$1.crt"
  keep "$1.key" <"$1.unsigned.key"
  rm "$1.csr" "$1.extensions" "$1.unsigned.key"
}

for name in eventstore-admin-password eventstore-ops-password eventstore-redress-password mongo-root-password mongo-views-password mongo-keys-password; do
  password "$name"
done
[ -e mongo-key-file ] || openssl rand -base64 756 | keep mongo-key-file
authority
certificate eventstore eventstoredb-node
certificate mongo mongo
# MongoDB reads key and certificate from one file.
cat mongo.key mongo.crt | keep mongo.pem

mongo_options='replicaSet=rs0&authSource=admin&tls=true&tlsCAFile=/run/authority/ca.crt'
echo "esdb://redress:$(cat eventstore-redress-password)@eventstore:2113?tls=true&tlsCAFile=/run/authority/ca.crt" | keep redress-event-store
echo "mongodb://redress-views:$(cat mongo-views-password)@mongo:27017/redress-views?$mongo_options" | keep redress-document-store
echo "mongodb://redress-keys:$(cat mongo-keys-password)@mongo:27017/redress-keys?$mongo_options" | keep redress-key-store

echo "The secrets are in $folder. Move ca.key to another place: only new certificates need it."
