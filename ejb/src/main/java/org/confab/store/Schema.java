package org.confab.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema to the version of this program before anything else starts, and lets go of the
 * database after all else.
 */
@Startup
@Singleton(name = "Schema")
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = Schema.DATA_SOURCE,
    className = "org.confab.store.ConfabDataSource",
    minPoolSize = 4,
    maxPoolSize = 32,
    properties = {
      "description=Confab",
      // what a restarted database has dropped is found out before it is handed out
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      "fish.payara.fail-all-connections=true",
      // all connections are alike, and a wrapper of each statement would do nothing
      "fish.payara.match-connections=false",
      "fish.payara.wrap-jdbc-objects=false"
    })
public class Schema {
  public static final String DATA_SOURCE = "java:app/jdbc/confab";

  private static final System.Logger LOG = System.getLogger(Schema.class.getName());

  @Resource(lookup = DATA_SOURCE)
  private DataSource dataSource;

  @PostConstruct
  void start() {
    migrate(dataSource);
  }

  /** The next version of this program may be deployed into the same server. */
  @PreDestroy
  void release() {
    try {
      ConfabDataSource.release();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The database's file may stay locked until the server ends", e);
    }
  }

  static void migrate(DataSource dataSource) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
