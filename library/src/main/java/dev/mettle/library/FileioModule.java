package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.files.FileAccessException;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code fileio}: reading and writing files of text in UTF-8. */
final class FileioModule {

  private FileioModule() {}

  static BuiltinModule create() {
    return new BuiltinModule("fileio", operations(), Map.of(), Optional.empty());
  }

  private static List<Operation> operations() {
    return List.of(
        new ValueOperation(
            "file-open!",
            FunctionTypes.arrow(Symbols.STRING, Symbols.STRING, FileHandle.TYPE),
            OperationDoc.of(
                "Opens a file.",
                "the path",
                "what for: r to read, w to write, a to append, c to create it if need be, t to"
                    + " empty it first",
                "a file handle"),
            FileioModule::open),
        new ValueOperation(
            "file-read-to-string!",
            FunctionTypes.arrow(FileHandle.TYPE, Symbols.STRING),
            OperationDoc.of("Reads a file to its end.", "a file handle", "the text"),
            (call, context) ->
                call.get(1) instanceof FileHandle file
                    ? attempt(
                        call,
                        "Failed to read file contents: ",
                        () -> StringAtom.of(file.readToEnd()))
                    : Errors.of(call, "file-read! expects filehandle as an argument")),
        new ValueOperation(
            "file-write!",
            FunctionTypes.arrow(FileHandle.TYPE, Symbols.STRING, Expression.EMPTY),
            OperationDoc.of("Writes a text.", "a file handle", "the text", "the unit value"),
            (call, context) ->
                call.get(1) instanceof FileHandle file && call.get(2) instanceof StringAtom text
                    ? attempt(
                        call,
                        "Failed to write content to file: ",
                        () -> {
                          file.write(text.value());
                          return Expression.EMPTY;
                        })
                    : Errors.of(
                        call,
                        "file-write! expects filehandle and content (string atom) as an"
                            + " arguments")),
        new ValueOperation(
            "file-seek!",
            FunctionTypes.arrow(FileHandle.TYPE, Symbols.NUMBER, Expression.EMPTY),
            OperationDoc.of(
                "Goes to a place in a file.",
                "a file handle",
                "the number of bytes before that place; below 0 the place stays the same",
                "the unit value"),
            (call, context) ->
                call.get(1) instanceof FileHandle file && call.get(2) instanceof NumberAtom place
                    ? attempt(
                        call,
                        "Failed to seek: ",
                        () -> {
                          file.seek(position(place));
                          return Expression.EMPTY;
                        })
                    : Errors.of(
                        call,
                        "file-seek! expects filehandle and start byte (number) as an arguments")),
        new ValueOperation(
            "file-read-exact!",
            FunctionTypes.arrow(FileHandle.TYPE, Symbols.NUMBER, Symbols.STRING),
            OperationDoc.of(
                "Reads some bytes of a file as text.",
                "a file handle",
                "how many bytes",
                "the text, with U+0000 for what is beyond the end of the file"),
            (call, context) ->
                call.get(1) instanceof FileHandle file && call.get(2) instanceof NumberAtom count
                    ? attempt(
                        call,
                        "Read exact failed: ",
                        () -> StringAtom.of(file.readExactly((long) count.doubleValue())))
                    : Errors.of(
                        call,
                        "file-read-exact! expects filehandle and number of bytes to read (number)"
                            + " as an arguments")),
        new ValueOperation(
            "file-get-size!",
            FunctionTypes.arrow(FileHandle.TYPE, Symbols.NUMBER),
            OperationDoc.of("The size of a file.", "a file handle", "the number of bytes"),
            (call, context) ->
                call.get(1) instanceof FileHandle file
                    ? attempt(call, "Failed to get file size: ", () -> LongAtom.of(file.size()))
                    : Errors.of(call, "file-get-size! expects filehandle as an argument")));
  }

  private static Atom open(Expression call, OperationContext context) {
    if (!(call.get(1) instanceof StringAtom path) || !(call.get(2) instanceof StringAtom options)) {
      return Errors.of(
          call, "file-open! expects filepath and options in form of string atoms as an argument");
    }
    String failure =
        "Failed to open file with provided path="
            + path.value()
            + " and options="
            + options.value();
    if (path.value().isEmpty()) {
      // Java would take it for the directory of the program.
      return Errors.of(call, failure);
    }
    try {
      return FileHandle.open(context.file(path.value()), options.value());
    } catch (FileAccessException e) {
      return Errors.of(call, failure + ": " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      // Also a path that no file can have is only a file that cannot be opened.
      return Errors.of(call, failure);
    }
  }

  /** A number as a position: a float below 0, or that is no number, is the beginning. */
  private static long position(NumberAtom place) {
    return place instanceof DoubleAtom d
        ? Math.max(0, (long) d.value())
        : (long) place.doubleValue();
  }

  private interface FileAction {
    Atom run() throws IOException;
  }

  /** Does something with a file; a failure is an error, an interruption ends the run. */
  private static Atom attempt(Expression call, String failure, FileAction action) {
    try {
      return action.run();
    } catch (NonReadableChannelException e) {
      return Errors.of(call, failure + "the file is not open for reading");
    } catch (NonWritableChannelException e) {
      return Errors.of(call, failure + "the file is not open for writing");
    } catch (ClosedByInterruptException e) {
      throw Interruption.of(e);
    } catch (OutOfMemoryError e) {
      // What failed is one large array; everything else is as it was.
      return Errors.of(call, failure + "it is larger than the memory");
    } catch (IOException | IllegalArgumentException e) {
      return Errors.of(call, failure + e.getMessage());
    }
  }
}
