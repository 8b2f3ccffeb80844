// The package's front: the class and the types. Importing it touches no registry, so it is safe on a server.

export { CountersignEditor, type Providers } from './element.ts';
export { CountersignError } from './engine/protocol.ts';
export type { Session, SessionProvider } from './session.ts';
export type { LibraryImage, SampleDraft } from './state.ts';
export type * from '../../src/wasm/types';
