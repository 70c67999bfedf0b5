package dev.mettle.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Warnings of the engine, as the command says everything else: a line on standard error. */
public final class PlainLogger implements System.Logger {

  /** How the JDK finds the logger, which it does when something is first to be logged. */
  public static final class Finder extends System.LoggerFinder {
    /** Called by the service loader. */
    public Finder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
      return new PlainLogger(name);
    }
  }

  private final String name;

  private PlainLogger(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level.getSeverity() >= Level.WARNING.getSeverity() && level != Level.OFF;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      System.err.println(message);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object... parameters) {
    log(level, bundle, format, (Throwable) null);
  }
}
