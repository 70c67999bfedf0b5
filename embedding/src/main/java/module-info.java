/**
 * What a program needs that has an engine inside: the engine, atoms, texts, limits, and a backend
 * that compiles hot functions.
 */
@SuppressWarnings("module") // nothing is exported but what the required modules export
module dev.mettle {
  requires transitive dev.mettle.engine;
  // The one with the highest priority; an engine finds it as a service.
  requires dev.mettle.backend.bytebuddy;
}
