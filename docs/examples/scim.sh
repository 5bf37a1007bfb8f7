#!/usr/bin/env bash
# What an identity provider does: looks for a person, creates, changes, suspends and deletes them, brings them back.
# Leaves the person deleted and the token revoked.
#   GLORIA=http://127.0.0.1:3000 docs/examples/scim.sh
here=$(cd "$(dirname "$0")" && pwd)
. "$here/sign-in.sh"

issued=$(post /scim-tokens '{"name": "Example", "expiresInDays": 1}')
token_id=$(json x.id <<<"$issued")
secret=$(json x.token <<<"$issued") # shown this once

# scim PATH [CURL OPTIONS]
scim() {
  call "$GLORIA/scim/v2$1" -H "authorization: Bearer $secret" -H 'content-type: application/scim+json' "${@:2}"
}

mail="scim.$(date +%s)@demo.example"
[[ $(scim "/Users?filter=userName%20eq%20%22$mail%22" | json x.totalResults) == 0 ]] || fail "$mail is there already"

person=$(scim /Users -d '{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "'"$mail"'", "externalId": "'"$mail"'",
  "name": {"givenName": "Rina", "familyName": "Lestari"}, "emails": [{"value": "'"$mail"'", "type": "work", "primary": true}]}')
id=$(json x.id <<<"$person")
echo "created    $id $(json x.name.formatted <<<"$person")"

# patch VALUE_OPERATION
patch() {
  scim "/Users/$id" -X PATCH -d '{"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": ['"$1"']}'
}

# As Entra writes it: the operation in capitals, the boolean as a text.
[[ $(patch '{"op": "Replace", "path": "active", "value": "False"}' | json x.active) == false ]] || fail "still active"
[[ $(api "/users/$id" | json x.status) == suspended ]] || fail "not suspended"
# As Okta does: no path.
[[ $(patch '{"op": "replace", "value": {"active": true}}' | json x.active) == true ]] || fail "not active again"
echo "suspended, and active again"

scim "/Users/$id" -X DELETE
again=$(scim /Users -d '{"userName": "'"$mail"'", "displayName": "Rina Lestari"}' | json x.id)
[[ $again == "$id" ]] || fail "came back as another person"
echo "deleted, and brought back under the same id"

scim "/Users/$id" -X DELETE
api "/scim-tokens/$token_id" -X DELETE >/dev/null
status=$(curl -sS -o /dev/null -w '%{http_code}' "$GLORIA/scim/v2/Users" -H "authorization: Bearer $secret")
[[ $status == 401 ]] || fail "a revoked token answers $status"
