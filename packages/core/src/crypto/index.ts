export {
  createFieldCrypto,
  type FieldColumn,
  type FieldCrypto,
  FieldCryptoError,
  type FieldPlace,
} from "./create-field-crypto.ts";
export { type KeyRingSource, loadKeyRing } from "./load-key-ring.ts";
export { generateKeyRing, type KeyRing, type MasterKey, parseKeyRing } from "./parse-key-ring.ts";
