package org.confab.member;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.OptionalLong;
import org.confab.kernel.Sampled;

/** How many rooms and members there are, on all nodes together, a few seconds ago. */
@ApplicationScoped
public class OccupancyMetrics {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Sampled rooms = new Sampled(FRESH, () -> count("select count(r) from Room r"));
  private final Sampled members = new Sampled(FRESH, () -> count("select count(m) from Member m"));

  @Resource private ManagedExecutorService threads;
  @PersistenceContext private EntityManager em;

  /** Empty while the database is away. */
  public OptionalLong rooms() {
    return rooms.value(threads);
  }

  /** Empty while the database is away. */
  public OptionalLong members() {
    return members.value(threads);
  }

  private long count(String query) {
    return em.createQuery(query, Long.class).getSingleResult();
  }
}
