package dev.mettle.cli.run;

import dev.mettle.vm.tier.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of {@code run} without the command-line library, which takes as long to load
 * as a short program runs. Whatever is not right, and whatever asks for help, is left to the
 * library, which says what is wrong; so there are no messages here.
 */
public final class RunArguments {

  private static final String RUN = "run";

  /** The options whose value is the next argument where it is not in the same one. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--tier",
          "--backend",
          "--threshold",
          "--allow-dir",
          "-I",
          "--include",
          "--max-steps",
          "--timeout");

  /** The options that ask about commands, and run nothing. */
  private static final Set<String> ABOUT_COMMANDS = Set.of("-h", "--help", "-V", "--version");

  /** What is not as it should be; the library finds it again, and says it. */
  private static final class NotRightException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final String[] arguments;
  private int next;

  private final List<Source> files = new ArrayList<>();
  private final List<Source> expressions = new ArrayList<>();
  private final List<Path> allowed = new ArrayList<>();
  private final List<Path> includePath = new ArrayList<>();
  private List<String> ofProgram = List.of();
  private Tier tier = RunRequest.DEFAULT_TIER;
  private Optional<String> backend = Optional.empty();
  private OptionalInt threshold = OptionalInt.empty();
  private boolean statistics;
  private boolean everything;
  private boolean streaming;
  private boolean debugging;
  private long maxSteps;
  private double timeout;

  private RunArguments(String[] arguments, int next) {
    this.arguments = arguments;
    this.next = next;
  }

  /** The request, or nothing where the arguments ask for anything else. */
  public static Optional<RunRequest> parse(String[] arguments) {
    boolean named = arguments.length > 0 && arguments[0].equals(RUN);
    if (!named && !meanRun(arguments)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RunArguments(arguments, named ? 1 : 0).read());
    } catch (NotRightException e) {
      return Optional.empty();
    }
  }

  /** Whether arguments without a command mean a program: the first that is no option is one. */
  public static boolean meanRun(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("-e") || argument.equals("-")) {
        return true;
      }
      if (argument.equals(RunRequest.END) || ABOUT_COMMANDS.contains(argument)) {
        return false;
      }
      if (!argument.startsWith("-")) {
        return argument.endsWith(".metta") || argument.indexOf('/') >= 0;
      }
      if (WITH_VALUE.contains(argument)) {
        i++;
      }
    }
    return false;
  }

  private RunRequest read() throws NotRightException {
    while (next < arguments.length) {
      String argument = arguments[next++];
      if (argument.equals(RunRequest.END)) {
        ofProgram = List.copyOf(Arrays.asList(arguments).subList(next, arguments.length));
        break;
      }
      if (argument.equals("-") || !argument.startsWith("-") && !argument.isEmpty()) {
        files.add(Source.named(argument));
      } else {
        option(argument);
      }
    }
    files.addAll(expressions);
    if (files.isEmpty()) {
      files.add(new Source.StandardInput(System.in));
    }
    CompileOptions compilation = new CompileOptions(backend, threshold);
    require(!compilation.areSaid() || tier == Tier.JIT);
    return new RunRequest(
        files,
        tier,
        compilation,
        statistics,
        new FileOptions(allowed, everything, includePath),
        LimitOptions.of(maxSteps, timeout),
        streaming,
        debugging,
        ofProgram);
  }

  private void option(String argument) throws NotRightException {
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    String name = equals < 0 ? argument : argument.substring(0, equals);
    String attached = equals < 0 ? null : argument.substring(equals + 1);
    switch (name) {
      case "-e" -> expressions.add(new Source.Inline(value(attached), expressions.size() + 1));
      case "--tier" -> tier = Tier.of(value(attached)).orElseThrow(NotRightException::new);
      case "--backend" -> backend = Optional.of(value(attached));
      case "--threshold" ->
          threshold =
              OptionalInt.of(
                  number(value(attached), Integer::valueOf, CompileOptions::isThreshold));
      case "--stats" -> statistics = flag(attached);
      case "--stream" -> streaming = flag(attached);
      case "--debug" -> debugging = flag(attached);
      case "--allow-all" -> everything = flag(attached);
      case "--allow-dir" -> allowed.add(directory(value(attached)));
      case "-I", "--include" -> includePath.add(directory(value(attached)));
      case "--max-steps" ->
          maxSteps = number(value(attached), Long::valueOf, LimitOptions::isSteps);
      case "--timeout" -> timeout = number(value(attached), Double::valueOf, LimitOptions::isTime);
      default -> throw new NotRightException();
    }
  }

  private static boolean flag(@Nullable String attached) throws NotRightException {
    require(attached == null);
    return true;
  }

  private String value(@Nullable String attached) throws NotRightException {
    if (attached != null) {
      return attached;
    }
    require(next < arguments.length);
    return arguments[next++];
  }

  private static Path directory(String name) throws NotRightException {
    Path path = Path.of(name);
    require(Files.isDirectory(path));
    return path;
  }

  private static <N extends Number> N number(
      String text, Function<String, N> parse, Predicate<N> isRight) throws NotRightException {
    try {
      N number = parse.apply(text);
      require(isRight.test(number));
      return number;
    } catch (NumberFormatException e) {
      throw new NotRightException();
    }
  }

  private static void require(boolean right) throws NotRightException {
    if (!right) {
      throw new NotRightException();
    }
  }
}
