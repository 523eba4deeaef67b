package org.confab.tests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.confab.app.AppKeys;
import org.confab.app.Applications;
import org.confab.callback.CallbackSettings;
import org.confab.callback.Subscription;
import org.confab.kernel.Caller;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.member.Membership;
import org.confab.room.Hosting;
import org.confab.room.RoomChange;
import org.confab.room.RoomDraft;
import org.confab.room.RoomType;
import org.confab.store.Schema;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the rules leave to the container: a room and the callback that tells of it share a
 * transaction, and so their fate; and the schema is there before what needs it.
 */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
  /** Nobody listens there, so that callbacks stay in the outbox. */
  private static final String NOWHERE = "http://localhost:1/callback";

  private static final int RIVALS = 6;
  private static final int CROWD = 40;

  /** The second when the first has not committed yet, less than a second ago. */
  private static final Set<Refusal> TAKEN =
      EnumSet.of(Refusal.ROOM_ID_TAKEN, Refusal.ROOM_CREATED_TOO_OFTEN);

  @Inject private Hosting hosting;
  @Inject private Membership membership;
  @Inject private Applications applications;
  @Inject private CallbackSettings callbacks;
  @Resource private UserTransaction transaction;

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService threads;

  @Resource(lookup = Schema.DATA_SOURCE)
  private DataSource dataSource;

  @Deployment
  static WebArchive confab() {
    return Container.with(ContainerIT.class, Spoiler.class);
  }

  @BeforeEach
  void roomsAreCalledBack() {
    Subscription all = new Subscription(NOWHERE, List.of("Room.CallbackAfterCreateRoom"));
    try {
      callbacks.set(sdkAppId(), all);
    } catch (Problem set) {
      assertThat(set.refusal()).isEqualTo(Refusal.CALLBACK_EXISTS);
    }
  }

  @Test
  void aRoomAndItsCallbackAreCommittedTogether() throws Exception {
    transaction.begin();
    hosting.tryToOpen(caller("ann"), draft("together"));
    assertThat(elsewhere("room", "together")).as("rooms seen before the commit").isZero();
    assertThat(elsewhere("callback_outbox", "together")).as("callbacks before it").isZero();
    transaction.commit();

    assertThat(elsewhere("room", "together")).isEqualTo(1);
    assertThat(elsewhere("callback_outbox", "together")).isEqualTo(1);
  }

  @Test
  void aRoomAndItsCallbackAreRolledBackTogether() throws Exception {
    transaction.begin();
    hosting.tryToOpen(caller("ann"), draft("taken-back"));
    transaction.rollback();

    assertNothingOf("taken-back");
  }

  @Test
  void whatIsRefusedAtTheEndLeavesNothing() throws Exception {
    String roomId = Spoiler.REFUSED + "room";

    assertThatThrownBy(() -> hosting.open(caller("ann"), draft(roomId)))
        .isInstanceOf(Problem.class)
        .hasMessage("spoiled");

    assertNothingOf(roomId);
  }

  @Test
  void whatBreaksAtTheEndLeavesNothing() throws Exception {
    String roomId = Spoiler.BROKEN + "room";

    assertThatThrownBy(() -> hosting.open(caller("ann"), draft(roomId)))
        .isInstanceOf(EJBException.class)
        .hasRootCauseMessage("spoiled");

    assertNothingOf(roomId);
  }

  /** Before the commit of the first nobody sees the room; the second does not get it either. */
  @Test
  void ofTwoThatOpenARoomAtOnceTheSecondIsRefused() throws Exception {
    transaction.begin();
    hosting.tryToOpen(caller("ann"), draft("contested"));
    Future<Optional<Refusal>> second = threads.submit(() -> refusalOf("bob", "contested"));
    assertThat(elsewhere("room", "contested")).isZero();
    transaction.commit();

    assertThat(second.get(30, TimeUnit.SECONDS)).get().isIn(TAKEN);
    assertThat(elsewhere("room", "contested")).isEqualTo(1);
    assertThat(elsewhere("callback_outbox", "contested")).isEqualTo(1);
  }

  @Test
  void ofManyRivalsForAnIdOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String roomId = "race" + round;
      CyclicBarrier start = new CyclicBarrier(RIVALS);
      List<Future<Optional<Refusal>>> rivals = new ArrayList<>();
      for (int rival = 0; rival < RIVALS; rival++) {
        String userId = "rival" + rival;
        rivals.add(
            threads.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return refusalOf(userId, roomId);
                }));
      }
      List<Optional<Refusal>> refusals = new ArrayList<>();
      for (Future<Optional<Refusal>> rival : rivals) {
        refusals.add(rival.get(60, TimeUnit.SECONDS));
      }

      assertThat(refusals).containsOnlyOnce(Optional.empty());
      assertThat(refusals).filteredOn(Optional::isPresent).allMatch(r -> TAKEN.contains(r.get()));
      assertThat(elsewhere("room", roomId)).isEqualTo(1);
      assertThat(elsewhere("callback_outbox", roomId)).isEqualTo(1);
    }
  }

  /** More than there are connections wait for one room; whoever wants another gets through. */
  @Test
  void aCrowdThatWaitsForARoomLeavesTheDatabaseToOthers() throws Exception {
    hosting.open(caller("ann"), draft("crowded"));
    transaction.begin();
    membership.tryToEnter(caller("ann"), "crowded", null, null, "client");
    CountDownLatch come = new CountDownLatch(CROWD);
    List<Future<?>> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      String userId = "guest" + i;
      crowd.add(
          threads.submit(
              () -> {
                come.countDown();
                membership.enter(caller(userId), "crowded", null, null, "client");
              }));
    }
    assertThat(come.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(elsewhere("member", "crowded")).as("seen by others, who wait for none").isZero();
    transaction.commit();

    for (Future<?> guest : crowd) {
      guest.get(60, TimeUnit.SECONDS);
    }
    assertThat(elsewhere("member", "crowded")).isEqualTo(CROWD + 1);
  }

  @Test
  void theSchemaIsThereBeforeWhatNeedsIt() throws Exception {
    Instant schema =
        one("select max(\"installed_on\") from \"flyway_schema_history\"", Timestamp.class)
            .toInstant();
    Instant application =
        Instant.ofEpochMilli(one("select created_at from application", Long.class));

    assertThat(application).isAfterOrEqualTo(schema.truncatedTo(ChronoUnit.MILLIS));
  }

  private long sdkAppId() {
    return applications.first().map(AppKeys::sdkAppId).orElseThrow();
  }

  private Caller caller(String userId) {
    return new Caller(sdkAppId(), userId, false, Platform.Web, "");
  }

  private static RoomDraft draft(String roomId) {
    RoomChange asByDefault = new RoomChange(null, null, null, null, null, null, null, null, null);
    return new RoomDraft(
        roomId,
        RoomType.CONFERENCE,
        null,
        asByDefault,
        false,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  private Optional<Refusal> refusalOf(String userId, String roomId) {
    try {
      hosting.open(caller(userId), draft(roomId));
      return Optional.empty();
    } catch (Problem refused) {
      return Optional.of(refused.refusal());
    }
  }

  private void assertNothingOf(String roomId) throws Exception {
    assertThat(elsewhere("room", roomId)).as("rooms").isZero();
    assertThat(elsewhere("callback_outbox", roomId)).as("callbacks").isZero();
  }

  /** How many rows of the room another transaction sees. */
  private long elsewhere(String table, String roomId) throws Exception {
    String query = "select count(*) from " + table + " where room_id = '" + roomId + "'";
    return threads.submit(() -> one(query, Long.class)).get(30, TimeUnit.SECONDS);
  }

  private <T> T one(String query, Class<T> type) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return type.cast(rows.getObject(1));
    }
  }
}
