package dev.mettle.engine.script;

import java.util.List;
import java.util.Map;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells scripting hosts of MeTTa: {@code new ScriptEngineManager().getEngineByName("metta")}. Each
 * script engine has an {@link dev.mettle.engine.Engine} of its own.
 */
public final class MettleScriptEngineFactory implements ScriptEngineFactory {

  private static final String ENGINE = "Mettle";
  private static final String LANGUAGE = "MeTTa";
  private static final String LANGUAGE_VERSION = "0.2";

  /** Called by the service loader. */
  public MettleScriptEngineFactory() {}

  @Override
  public String getEngineName() {
    return ENGINE;
  }

  @Override
  public String getEngineVersion() {
    String version = MettleScriptEngineFactory.class.getPackage().getImplementationVersion();
    return version == null ? "0.1" : version;
  }

  @Override
  public List<String> getExtensions() {
    return List.of("metta");
  }

  @Override
  public List<String> getMimeTypes() {
    return List.of("text/x-metta");
  }

  @Override
  public List<String> getNames() {
    return List.of("metta", "MeTTa", "mettle", ENGINE);
  }

  @Override
  public String getLanguageName() {
    return LANGUAGE;
  }

  @Override
  public String getLanguageVersion() {
    return LANGUAGE_VERSION;
  }

  /** The standard keys; {@code THREADING} has none, since an engine serves one thread at a time. */
  @Override
  public @Nullable Object getParameter(String key) {
    return Map.of(
            ScriptEngine.ENGINE, ENGINE,
            ScriptEngine.ENGINE_VERSION, getEngineVersion(),
            ScriptEngine.NAME, "metta",
            ScriptEngine.LANGUAGE, LANGUAGE,
            ScriptEngine.LANGUAGE_VERSION, LANGUAGE_VERSION)
        .get(key);
  }

  /** The call of a function whose first argument is {@code object}. */
  @Override
  public String getMethodCallSyntax(String object, String method, String... arguments) {
    return arguments.length == 0
        ? "!(" + method + " " + object + ")"
        : "!(" + method + " " + object + " " + String.join(" ", arguments) + ")";
  }

  @Override
  public String getOutputStatement(String text) {
    return "!(println! \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
  }

  @Override
  public String getProgram(String... statements) {
    return String.join("\n", statements);
  }

  @Override
  public ScriptEngine getScriptEngine() {
    return new MettleScriptEngine(this);
  }
}
