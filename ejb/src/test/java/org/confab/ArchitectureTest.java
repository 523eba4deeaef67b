package org.confab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.confab");

  @Test
  void rulesKnowNoTransport() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.ws.rs..",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "jakarta.json..",
            "java.net.http..",
            "com.sun.net.httpserver..",
            "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void featuresAreFreeOfCycles() {
    slices().matching("org.confab.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void messagingStaysWhereItBelongs() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.confab.callback..", "org.confab.cluster..", "org.confab.recording..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.jms..")
        .check(CLASSES);
  }

  @Test
  void noEntityCrossesAFacade() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            DescribedPredicate.describe(
                "are session beans",
                (JavaClass type) ->
                    type.isAnnotatedWith(Stateless.class) || type.isAnnotatedWith(Singleton.class)))
        .should(mentionNoEntity())
        .check(CLASSES);
  }

  /** Payara looks for them by name, and takes whichever it comes upon first. */
  @Test
  void lifecycleMethodsShareTheirNameWithNoOther() {
    methods()
        .that()
        .areAnnotatedWith(PostConstruct.class)
        .or()
        .areAnnotatedWith(PreDestroy.class)
        .should(haveTheirNameAlone())
        .check(CLASSES);
  }

  private static ArchCondition<JavaMethod> haveTheirNameAlone() {
    return new ArchCondition<>("have their name alone") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        long namesakes =
            method.getOwner().getMethods().stream()
                .filter(other -> other.getName().equals(method.getName()))
                .count();
        if (namesakes > 1) {
          events.add(
              SimpleConditionEvent.violated(method, method.getFullName() + " is overloaded"));
        }
      }
    };
  }

  private static ArchCondition<JavaMethod> mentionNoEntity() {
    return new ArchCondition<>("neither take nor return an entity") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        List<JavaClass> mentioned = new ArrayList<>(method.getRawParameterTypes());
        mentioned.addAll(method.getReturnType().getAllInvolvedRawTypes());
        mentioned.stream()
            .filter(type -> type.isAnnotatedWith(Entity.class))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }
}
