package org.confab.app;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.confab.kernel.Limits;
import org.confab.kernel.UserKey;
import org.jspecify.annotations.Nullable;

/** The users of the applications. */
@Stateless
public class Accounts {
  @PersistenceContext private EntityManager em;
  @Inject private Clock clock;

  /** What is known of the user; a user never heard of has an empty profile. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Profile profile(UserKey user) {
    return find(user).map(Account::profile).orElse(new Profile(user.userId(), "", "", ""));
  }

  /** The same of several, in the order of their ids as given. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Profile> profiles(long sdkAppId, Collection<String> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    Map<String, Profile> known =
        em.createQuery(
                "select a from Account a where a.sdkAppId = :app and a.userId in :users",
                Account.class)
            .setParameter("app", sdkAppId)
            .setParameter("users", userIds)
            .getResultStream()
            .map(Account::profile)
            .collect(Collectors.toMap(Profile::userId, Function.identity()));
    return userIds.stream()
        .map(userId -> known.getOrDefault(userId, new Profile(userId, "", "", "")))
        .toList();
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean exists(UserKey user) {
    return find(user).isPresent();
  }

  /** Makes the user known, at its first login. */
  public Profile register(UserKey user) {
    return find(user).orElseGet(() -> make(user)).profile();
  }

  /**
   * Changes what the user says of itself; what is null stays as it is.
   *
   * @return the profile as it is now
   */
  public Profile describe(
      UserKey user,
      @Nullable String userName,
      @Nullable String avatarUrl,
      @Nullable String customInfo) {
    Account account = find(user).orElseGet(() -> make(user));
    Profile now = account.profile();
    Profile next =
        new Profile(
            now.userId(),
            Limits.text("userName", userName, now.userName(), Profile.NAME_BYTES),
            Limits.text("avatarUrl", avatarUrl, now.avatarUrl(), Profile.AVATAR_BYTES),
            Limits.text("customInfo", customInfo, now.customInfo(), Profile.CUSTOM_INFO_BYTES));
    account.describe(next);
    return next;
  }

  /**
   * Forgets the user and what it said of itself.
   *
   * @return whether it was known
   */
  public boolean delete(UserKey user) {
    Optional<Account> account = find(user);
    account.ifPresent(em::remove);
    return account.isPresent();
  }

  private Account make(UserKey user) {
    Account account = new Account(user.sdkAppId(), user.userId(), clock.millis());
    em.persist(account);
    return account;
  }

  private Optional<Account> find(UserKey user) {
    return Optional.ofNullable(
        em.find(Account.class, new AccountPk(user.sdkAppId(), user.userId())));
  }
}
