package org.therafed.registry.onboarding;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.therafed.registry.Database;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.registry.access.SiteKeys;
import org.therafed.registry.access.SiteKeysContractTest;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RegisteredSitesTest extends SiteKeysContractTest {

  @Inject RegisteredSites sites;
  @Inject Database database;

  @Override
  protected SiteKeys keys() {
    return sites;
  }

  @Override
  protected List<JWK> await(Supplier<Uni<List<JWK>>> answer) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(answer);
  }

  @Override
  protected void register(String id, ECKey publicKey) {
    boolean first = database.count("select count(*) from site where id = '" + id + "'") == 0;
    TestSite.asAdmin()
        .contentType("application/json")
        .body(Map.of("id", id, "name", "Hospital", "jwk", publicKey.toJSONObject()))
        .post(first ? "/admin/sites" : "/admin/sites/" + id + "/keys")
        .then()
        .statusCode(first ? 201 : 200);
  }

  @Override
  protected void join(String id, ECKey publicKey) {
    register(id, publicKey);
    database.execute("update site set status = 'tested' where id = '" + id + "'");
  }

  @Override
  protected void suspend(String id) {
    database.execute("update site set status = 'suspended' where id = '" + id + "'");
  }
}
