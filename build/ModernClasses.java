import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives classes without stack maps the ones that the JVM verifies by since Java 6. An AOT cache
 * keeps no class of an older format, so that each start would load and verify those anew.
 */
final class ModernClasses {
  private static final int WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

  private ModernClasses() {}

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static int version(byte[] classFile) {
    return (classFile[6] & 0xFF) << 8 | classFile[7] & 0xFF;
  }

  /** Writes the jar {@code from} to {@code to} with all classes in a format that can be cached. */
  static void write(Path from, Path to) throws IOException {
    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {from.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        JarFile jar = new JarFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(file)) {
      ClassHierarchyResolver types = ClassHierarchyResolver.ofResourceParsing(loader).cached();
      ClassFile format =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  types.orElse(ClassHierarchyResolver.defaultResolver())));
      for (JarEntry entry : jar.stream().toList()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        byte[] content = jar.getInputStream(entry).readAllBytes();
        out.write(
            isClass(entry) && version(content) < WITH_STACK_MAPS
                ? modern(format, content)
                : content);
        out.closeEntry();
      }
    }
  }

  private static byte[] modern(ClassFile format, byte[] classFile) {
    ClassModel model = format.parse(classFile);
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(WRITTEN, 0);
          } else {
            builder.with(element);
          }
        };
    return format.transformClass(
        model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  }
}
