package dev.shutterhook.localrunner.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shutterhook.core.aws.AwsClients;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The fixtures that tests share come in a jar of their own.
          .withImportOption(location -> !location.contains("/core/fixture/"))
          .importPackages("dev.shutterhook");

  @Test
  void functionsKnowCoreAndNotEachOther() {
    for (String function : new String[] {"submit", "render", "deliver"}) {
      classes()
          .that()
          .resideInAPackage("dev.shutterhook." + function + "..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("dev.shutterhook.localcloud..", "dev.shutterhook.localrunner..")
          .check(HOUSE);
      noClasses()
          .that()
          .resideInAPackage("dev.shutterhook." + function + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others(function))
          .check(HOUSE);
    }
  }

  @Test
  void coreKnowsNoFunction() {
    noClasses()
        .that()
        .resideInAPackage("dev.shutterhook.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others("core"))
        .check(HOUSE);
  }

  @Test
  void localCloudKnowsNoDomain() {
    noClasses()
        .that()
        .resideInAPackage("dev.shutterhook.localcloud..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others("localcloud"))
        .check(HOUSE);
  }

  /** It runs in other people's programs, which have libraries of their own. */
  @Test
  void theClientKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.shutterhook.client..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.shutterhook.client..", "java..", "javax.crypto..", "org.jspecify.annotations..")
        .check(HOUSE);
  }

  @Test
  void onlyHandlersReadTheEnvironment() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Function")
        .and()
        .doNotHaveFullyQualifiedName("dev.shutterhook.localrunner.command.Machine")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(HOUSE);
  }

  @Test
  void onlyTheBrowserStartsProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.shutterhook.render.browser..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(HOUSE);
  }

  @Test
  void onlyStoresQueuesAndLinksSpeakToAws() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.shutterhook.submit..", "dev.shutterhook.render..", "dev.shutterhook.deliver..")
        .and()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .haveSimpleNameNotEndingWith("Queue")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk.services..model..")
        .because("what the table and the queues are told stands in one place: " + AwsClients.class)
        .check(HOUSE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.shutterhook.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  private static String[] others(String module) {
    return java.util.stream.Stream.of(
            "core", "submit", "render", "deliver", "localcloud", "localrunner")
        .filter(
            name -> !name.equals(module) && !(name.equals("core") && !module.startsWith("local")))
        .map(name -> "dev.shutterhook." + name + "..")
        .toArray(String[]::new);
  }
}
