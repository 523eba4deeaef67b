package org.confab.app;

import java.io.Serializable;
import java.util.Objects;

/**
 * The primary key of {@link Account}; a class, since the persistence provider takes no record here.
 */
class AccountPk implements Serializable {
  private static final long serialVersionUID = 1L;

  private long sdkAppId;
  private String userId = "";

  AccountPk() {}

  AccountPk(long sdkAppId, String userId) {
    this.sdkAppId = sdkAppId;
    this.userId = userId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountPk that
        && sdkAppId == that.sdkAppId
        && userId.equals(that.userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sdkAppId, userId);
  }
}
