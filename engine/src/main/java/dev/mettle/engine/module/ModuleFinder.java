package dev.mettle.engine.module;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.files.FileAccessException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files of modules, within what the program may use, and reads them. */
public final class ModuleFinder {

  private static final String EXTENSION = ".metta";
  private static final String DIRECTORY_TEXT = "module.metta";

  private final FileAccess access;
  private final ModulePath path;

  /** A finder that looks along {@code path} for what {@code access} allows. */
  public ModuleFinder(FileAccess access, ModulePath path) {
    this.access = access;
    this.path = path;
  }

  /**
   * Looks for the module that is called {@code name} below one with these directories.
   *
   * @throws ModuleException if there is something of that name, but only where the program may not
   *     look, or if it may look nowhere
   */
  public Optional<ModuleLocation> find(String name, List<Path> directories) throws ModuleException {
    List<Path> places = new ArrayList<>(directories);
    places.add(path.working());
    places.addAll(path.include());
    Search search = new Search();
    for (Path place : places) {
      Optional<ModuleLocation> found = search.in(place, name);
      if (found.isPresent()) {
        return found;
      }
    }
    if (search.refusal.isPresent()) {
      throw new ModuleException(search.refusal.get());
    }
    return Optional.empty();
  }

  /**
   * The module in a file or a directory.
   *
   * @param written the path as the program wrote it, relative to the working directory
   * @throws ModuleException if there is none, or none that the program may use
   */
  public ModuleLocation at(String written) throws ModuleException {
    Path wanted;
    Path real;
    try {
      wanted = path.working().resolve(written);
      real = access.permit(wanted);
    } catch (FileAccessException e) {
      throw new ModuleException(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw noModule(written);
    }
    if (Files.isRegularFile(real)) {
      return file(wanted, real);
    }
    if (Files.isDirectory(real)) {
      return directory(wanted, real);
    }
    throw noModule(wanted.toString());
  }

  private static ModuleException noModule(String path) {
    return new ModuleException("No module format able to interpret module at " + path);
  }

  /** Reads the text of a module; the whole of it is in memory then. */
  public SourceText read(Path text) throws ModuleException {
    try {
      return SourceText.load(access.permit(text), text.toString());
    } catch (FileAccessException e) {
      throw new ModuleException(e.getMessage());
    } catch (ClosedByInterruptException e) {
      throw Interruption.of(e);
    } catch (SyntaxException e) {
      throw new ModuleException(e.position() + ": " + e.description());
    } catch (IOException e) {
      throw new ModuleException(text + " cannot be read: " + reason(e));
    } catch (OutOfMemoryError e) {
      // What failed is one large array; everything else is as it was.
      throw new ModuleException(text + " cannot be read: it is larger than the memory");
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static ModuleLocation file(Path shown, Path real) {
    Path parent = shown.getParent();
    return new ModuleLocation(real, Optional.of(shown), parent == null ? Path.of("") : parent);
  }

  private ModuleLocation directory(Path shown, Path real) {
    Path text = shown.resolve(DIRECTORY_TEXT);
    return new ModuleLocation(
        real, Files.isRegularFile(text) ? Optional.of(text) : Optional.empty(), shown);
  }

  /** One search, which remembers what it was not allowed to look at. */
  private final class Search {
    private Optional<String> refusal = Optional.empty();

    Optional<ModuleLocation> in(Path place, String name) {
      Path plain = place.resolve(name);
      Path withExtension = place.resolve(name + EXTENSION);
      Optional<Path> real = permitted(plain);
      Optional<Path> realWithExtension = permitted(withExtension);
      if (real.isPresent() && Files.isRegularFile(real.get())) {
        return Optional.of(file(plain, real.get()));
      }
      if (realWithExtension.isPresent() && Files.isRegularFile(realWithExtension.get())) {
        return Optional.of(file(withExtension, realWithExtension.get()));
      }
      return real.filter(Files::isDirectory).map(r -> directory(plain, r));
    }

    private Optional<Path> permitted(Path file) {
      try {
        return Optional.of(access.permit(file));
      } catch (FileAccessException e) {
        if (access instanceof FileAccess.Nothing || Files.exists(file)) {
          refusal = refusal.or(() -> Optional.of(e.getMessage()));
        }
        return Optional.empty();
      }
    }
  }
}
