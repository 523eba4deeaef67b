package org.confab.app;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** The applications of this server. They are read from the shared cache: no query once warm. */
@Stateless
public class Applications {
  private static final SecureRandom RANDOM = new SecureRandom();

  @PersistenceContext private EntityManager em;
  @Inject private Clock clock;

  /** The application's plan; refused when there is no such application. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Plan plan(long sdkAppId) {
    return find(sdkAppId).plan();
  }

  /** The keys, for those who hand them to the administrator or sign in the application's name. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public AppKeys keys(long sdkAppId) {
    return find(sdkAppId).keys();
  }

  /** The keys of the application that calls of the cloud API name so. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<AppKeys> keysOf(String secretId) {
    return em.createQuery(
            "select a from Application a where a.secretId = :secretId", Application.class)
        .setParameter("secretId", secretId)
        .getResultStream()
        .findFirst()
        .map(Application::keys);
  }

  /** The application that was made first, if any. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<AppKeys> first() {
    return em.createQuery("select a from Application a order by a.createdAt", Application.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(Application::keys);
  }

  /** Keeps an application with these keys; one that is already there stays as it is. */
  public void keep(AppKeys keys) {
    if (em.find(Application.class, keys.sdkAppId()) == null) {
      em.persist(new Application(keys, Plan.WHOLE, clock.millis()));
    }
  }

  /** Fresh keys, not kept yet. */
  public static AppKeys freshKeys() {
    return new AppKeys(
        1_400_000_000L + RANDOM.nextInt(99_999_999),
        hex(32),
        "administrator",
        "AKID" + hex(16),
        hex(20));
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private Application find(long sdkAppId) {
    Application application = em.find(Application.class, sdkAppId);
    if (application == null) {
      throw new Problem(Refusal.APPLICATION_UNKNOWN, "There is no application " + sdkAppId + ".");
    }
    return application;
  }
}
