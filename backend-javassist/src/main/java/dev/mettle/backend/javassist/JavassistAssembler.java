package dev.mettle.backend.javassist;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmMethod;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javassist.bytecode.ClassFile;
import javassist.bytecode.ConstPool;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.SourceFileAttribute;

/**
 * Builds the class file around the methods. Members are not compared with those before them, which
 * takes long where there are hundreds; the JVM refuses a class that has one twice.
 */
final class JavassistAssembler {

  private JavassistAssembler() {}

  static byte[] assemble(JvmClass type) {
    ClassFile file = new ClassFile(false, Names.of(type.name()), "java.lang.Object");
    file.setMajorVersion(JvmClass.MAJOR_VERSION);
    file.setAccessFlags(JvmClass.CLASS_FLAGS);
    ConstPool pool = file.getConstPool();
    try {
      if (!type.sourceFile().isEmpty()) {
        file.addAttribute(new SourceFileAttribute(pool, type.sourceFile()));
      }
      for (JvmField field : type.fields()) {
        FieldInfo info = new FieldInfo(pool, field.name(), field.type().descriptorString());
        info.setAccessFlags(JvmClass.FIELD_FLAGS);
        file.addField2(info);
      }
      Names names = new Names(pool);
      JavassistBootstraps bootstraps = new JavassistBootstraps(pool);
      for (JvmMethod method : type.methods()) {
        JavassistEmitter emitter = new JavassistEmitter(pool, names, bootstraps, method);
        method.writeTo(emitter);
        file.addMethod2(emitter.finish());
      }
      bootstraps.addTo(file);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
      file.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
