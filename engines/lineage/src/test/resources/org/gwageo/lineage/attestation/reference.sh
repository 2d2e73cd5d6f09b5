#!/bin/sh
# Signs a small model with the OpenSSF's own tool: pip install model-signing pyopenssl, and openssl. The private keys are thrown away.
set -e
cd "$(dirname "$0")"
keys=$(mktemp -d)
mkdir -p model/sub
printf 'weights' > model/a.bin
printf 'more weights' > model/sub/b.bin
openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt > "$keys/key.pem"
openssl ec -in "$keys/key.pem" -pubout > key.pub 2>/dev/null
model_signing sign key model --private_key "$keys/key.pem" --signature key.sig
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$keys/root.pem" -out root.crt -days 3650 -subj "/CN=Example Root" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign 2>/dev/null
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout "$keys/leaf.pem" -out "$keys/leaf.csr" -subj "/CN=Example Laboratory" 2>/dev/null
printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n' > "$keys/ext"
openssl x509 -req -in "$keys/leaf.csr" -CA root.crt -CAkey "$keys/root.pem" -CAcreateserial -CAserial "$keys/serial" -days 3650 -extfile "$keys/ext" -out "$keys/leaf.crt" 2>/dev/null
model_signing sign certificate model --private_key "$keys/leaf.pem" --signing_certificate "$keys/leaf.crt" --certificate_chain root.crt --signature certificate.sig
rm -r "$keys"
