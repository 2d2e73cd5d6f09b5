#!/bin/sh
# Asks the OpenSSF's own tool about a folder that KeylessModel wrote: pip install model-signing pyopenssl.
# It has to accept model.sig and to refuse every forged-*.sig.
set -e
cd "$1"
status=0
for signature in model.sig forged-*.sig; do
  if model_signing verify sigstore model --signature "$signature" --trust_config trust_config.json \
      --identity release@laboratory.example --identity_provider https://accounts.example > answer.txt 2>&1; then
    verdict=accepted
  else
    verdict=refused
  fi
  case $signature in model.sig) expected=accepted ;; *) expected=refused ;; esac
  [ "$verdict" = "$expected" ] || status=1
  echo "$signature: $verdict, $(tail -n 1 answer.txt)"
done
rm answer.txt
exit $status
