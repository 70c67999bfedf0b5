package dev.mettle.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The dependencies between modules, and the few inside of one that the design relies on. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("dev.mettle").that(new ProductionCode());

  private static final String IR = "dev.mettle.ir..";
  private static final String FRONTEND = "dev.mettle.frontend..";
  private static final String CONTRACT = "dev.mettle.backend.spi..";
  private static final String TRANSLATOR = "dev.mettle.backend.jvm..";
  private static final String VM = "dev.mettle.vm..";
  private static final String LIBRARY = "dev.mettle.library..";
  private static final String ENGINE = "dev.mettle.engine..";
  private static final String CONFORMANCE = "dev.mettle.conformance..";

  /** What the code of each package may use besides the JDK and the nullness annotations. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry(IR, List.of()),
          Map.entry(FRONTEND, List.of(IR, "org.antlr.v4.runtime..")),
          Map.entry(CONTRACT, List.of(IR)),
          Map.entry(TRANSLATOR, List.of(IR, CONTRACT)),
          Map.entry(VM, List.of(IR, FRONTEND, CONTRACT, "jdk.jfr..")),
          Map.entry(LIBRARY, List.of(IR, FRONTEND, VM)),
          Map.entry(ENGINE, List.of(IR, FRONTEND, CONTRACT, VM, LIBRARY, "javax.script..")),
          Map.entry(
              "dev.mettle.backend.bytebuddy..",
              List.of(IR, CONTRACT, TRANSLATOR, "net.bytebuddy..")),
          Map.entry(
              "dev.mettle.backend.javassist..", List.of(IR, CONTRACT, TRANSLATOR, "javassist..")),
          Map.entry(
              CONFORMANCE,
              List.of(
                  IR,
                  FRONTEND,
                  CONTRACT,
                  TRANSLATOR,
                  VM,
                  ENGINE,
                  "com.google.gson..",
                  "org.junit.jupiter.api..",
                  "javax.xml.stream..")),
          Map.entry(
              "dev.mettle.cli..",
              List.of(
                  IR,
                  FRONTEND,
                  CONTRACT,
                  VM,
                  ENGINE,
                  CONFORMANCE,
                  "picocli..",
                  "org.jline..",
                  "javax.xml.stream..")));

  /** Main code; the tests of this module are on the class path as well. */
  private static final class ProductionCode
      extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
    ProductionCode() {
      super("production code");
    }

    @Override
    public boolean test(JavaClass type) {
      return !type.getPackageName().startsWith("dev.mettle.examples");
    }
  }

  @TestFactory
  Stream<DynamicTest> modulesUseOnlyWhatTheyMay() {
    return ALLOWED.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      List<String> allowed = new ArrayList<>(entry.getValue());
                      allowed.addAll(List.of(entry.getKey(), "java..", "org.jspecify.."));
                      classes()
                          .that(resideInAPackage(entry.getKey()))
                          .should()
                          .onlyDependOnClassesThat(
                              resideInAnyPackage(allowed.toArray(new String[0])))
                          .check(CLASSES);
                    }));
  }

  @Test
  void everyClassBelongsToAModuleThatIsChecked() {
    classes().should().resideInAnyPackage(ALLOWED.keySet().toArray(new String[0])).check(CLASSES);
  }

  /** What lowers and runs code must serve any caller, not the tree-walker alone. */
  @Test
  void tiersDoNotKnowTheTreeWalker() {
    noClasses()
        .that(resideInAPackage("dev.mettle.vm.tier.."))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.mettle.vm.tree.."))
        .check(CLASSES);
  }

  /** A hidden class has the private access of its host's package. */
  @Test
  void generatedClassesLiveAlone() {
    long hosts =
        CLASSES.stream()
            .filter(type -> type.getPackageName().equals("dev.mettle.vm.compiled"))
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .count();
    assertTrue(hosts == 1, () -> hosts + " classes are in the package of generated code");
  }

  @Test
  void packagesAreNamedByTheirRole() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..misc..", "..helper..", "..common..")
        .check(CLASSES);
  }

  /** The kit never names a backend, not even in its own tests. */
  @Test
  void theKitNamesNoBackendInAnyScope() throws IOException {
    String pom = Files.readString(Path.of("../conformance/pom.xml"));
    assertTrue(pom.contains("mettle-backend-spi"));
    for (Path module : backendModules()) {
      String artifact = "mettle-" + module.getFileName();
      assertFalse(pom.contains(artifact), () -> "conformance depends on " + artifact);
    }
  }

  private static List<Path> backendModules() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      List<Path> found =
          modules
              .filter(path -> path.getFileName().toString().startsWith("backend-"))
              .filter(path -> !path.endsWith("backend-spi"))
              .toList();
      assertTrue(found.size() >= 2, () -> "no backends found: " + Arrays.toString(found.toArray()));
      return found;
    }
  }
}
