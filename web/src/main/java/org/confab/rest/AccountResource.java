package org.confab.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.confab.app.Accounts;
import org.confab.app.Profile;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.UserKey;
import org.confab.member.Membership;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of users, which the owner of a room must have (spec 20010). The specification refers to
 * the chat service for these commands; the fields are those of its published pages, and stand
 * beside the envelope's own.
 */
@Path("im_open_login_svc")
@ApplicationScoped
public class AccountResource {
  private static final int AT_ONCE = 100;

  /** {@code ResultCode} of an account that there is not. */
  private static final int NO_SUCH_ACCOUNT = 70107;

  @EJB private Accounts accounts;
  @EJB private Membership membership;
  @Inject private HttpServletRequest request;

  private record Import(String userId, @Nullable String nick, @Nullable String faceUrl) {
    /** {@code Identifier} is what older pages call the id. */
    static Import in(Fields fields) {
      boolean older = fields.has("Identifier") && !fields.has("UserID");
      return new Import(
          fields.account(older ? "Identifier" : "UserID"),
          fields.textOrNull("Nick"),
          fields.textOrNull("FaceUrl"));
    }
  }

  /** Makes an account, or changes the name and picture of the one there is. */
  @POST
  @Path("account_import")
  public Response accountImport(InputStream stream) {
    keep(Import.in(Body.read(stream)));
    return Envelope.ok();
  }

  /** Makes up to 100 accounts; answers with the ids of which none could be made. */
  @POST
  @Path("multiaccount_import")
  public Response multiaccountImport(InputStream stream) {
    Fields body = Body.read(stream);
    List<Import> imports = new ArrayList<>();
    body.accounts("Accounts", AT_ONCE).forEach(id -> imports.add(new Import(id, null, null)));
    body.objects("AccountList", AT_ONCE).forEach(account -> imports.add(Import.in(account)));
    Limits.count("AccountList", imports.size(), AT_ONCE);
    ObjectNode extra = Json.object();
    ArrayNode failed = extra.putArray("FailAccounts");
    for (Import account : imports) {
      try {
        keep(account);
      } catch (Problem refused) {
        failed.add(account.userId());
      }
    }
    return Envelope.okBeside(extra);
  }

  /** Whether accounts were imported; users who logged in count as imported. */
  @POST
  @Path("account_check")
  public Response accountCheck(InputStream stream) {
    ObjectNode extra = Json.object();
    ArrayNode results = extra.putArray("ResultItem");
    for (String userId : userIds(Body.read(stream), "CheckItem")) {
      boolean imported = accounts.exists(new UserKey(caller().sdkAppId(), userId));
      result(results, userId, 0, "").put("AccountStatus", imported ? "Imported" : "NotImported");
    }
    return Envelope.okBeside(extra);
  }

  /** Deletes accounts; users who are in a room are sent out. */
  @POST
  @Path("account_delete")
  public Response accountDelete(InputStream stream) {
    ObjectNode extra = Json.object();
    ArrayNode results = extra.putArray("ResultItem");
    for (String userId : userIds(Body.read(stream), "DeleteItem")) {
      if (membership.erase(caller(), userId)) {
        result(results, userId, 0, "");
      } else {
        result(results, userId, NO_SUCH_ACCOUNT, "There is no such account.");
      }
    }
    return Envelope.okBeside(extra);
  }

  private void keep(Import account) {
    Caller user = caller().actingFor(Limits.userId("UserID", account.userId()));
    Limits.text("Nick", account.nick(), "", Profile.NAME_BYTES);
    Limits.text("FaceUrl", account.faceUrl(), "", Profile.AVATAR_BYTES);
    try {
      membership.introduce(user, account.nick(), account.faceUrl(), null);
    } catch (EJBException raced) {
      // somebody else made the account meanwhile: this time it is there
      membership.introduce(user, account.nick(), account.faceUrl(), null);
    }
  }

  private static List<String> userIds(Fields body, String list) {
    List<String> ids =
        body.objects(list, AT_ONCE).stream().map(item -> item.account("UserID")).toList();
    Limits.count(list, ids.size(), AT_ONCE);
    ids.forEach(id -> Limits.userId("UserID", id));
    return ids;
  }

  private static ObjectNode result(ArrayNode results, String userId, int code, String info) {
    return results
        .addObject()
        .put("UserID", userId)
        .put("ResultCode", code)
        .put("ResultInfo", info);
  }

  private Caller caller() {
    return Gate.caller(request);
  }
}
