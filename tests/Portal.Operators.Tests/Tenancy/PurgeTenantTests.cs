using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Operators.Billing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Tests.Tenancy;

public sealed class PurgeTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int Steps = 3;

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Purge_CutOffAtAnyStep_EndsTheSame(int crashAt, bool after)
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await LiveAsync(stage);
        var id = await DeleteAsync(stage, TimeSpan.Zero);

        (await RunAsync(stage, id, crashAt, after)).ShouldBe(crashAt < 0 ? 1 : 2);

        (await stage.Client.FindAsync(ResourceKind.Namespace, new("", stage.Space), CancellationToken.None)).ShouldBeNull();
        (await stage.CustomersAsync()).ItemsAt("data").ShouldBeEmpty();
        (await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!.State.ShouldBe(TenantState.Deleted);
        (await stage.Operations.ClaimsAsync()).ShouldBeEmpty();
        foreach (var table in (string[])["member", "operation", "operation_step", "outbox_message", "audit_record", "billing_customer", "installation", "rollout"])
        {
            (await stage.Operations.ListAsync($"select count(*)::text from portal.{table}")).ShouldBe(["0"], table);
        }

        var certificate = await CertificateAsync(stage);
        certificate.TextAt("requestedBy").ShouldBe("staff operator@portal.example");
        certificate.ObjectAt("removedElsewhere")!.Select(part => part.Key).Order(StringComparer.Ordinal).ShouldBe(["billingCustomer", "domains", "namespace"]);
        certificate.WholeAt("removedRows", "installation").ShouldBe(1);
        certificate.WholeAt("removedRows", "rollout").ShouldBe(1);
        certificate.TextAt("lastAuditRecord", "hash")!.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Purge_WhoseDeletionWasCanceled_RemovesNothing()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await LiveAsync(stage);
        var id = await DeleteAsync(stage, TimeSpan.FromDays(30));
        (await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionCanceled(), Staff(stage), "", CancellationToken.None)).Error.ShouldBeNull();
        (await stage.Operations.ReadAsync(id)).State.ShouldBe("canceled");

        var leftOver = await stage.Operations.EnqueueAsync("tenant.purge", "tenant");
        await RunAsync(stage, leftOver, -1, false);

        (await stage.Operations.ReadAsync(leftOver)).State.ShouldBe("failed");
        (await stage.Client.FindAsync(ResourceKind.Namespace, new("", stage.Space), CancellationToken.None)).ShouldNotBeNull();
        (await stage.Operations.ListAsync("select count(*)::text from portal.installation")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Purge_OnceBegun_CannotBeCanceled()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await DeleteAsync(stage, TimeSpan.Zero);
        (await stage.Erasure.BeginAsync(stage.Operations.Tenant, "c", CancellationToken.None)).ShouldBeNull();
        await stage.Operations.ExecuteAsync("update portal.tenant set delete_after = now() + interval '1 day' where id = $1", stage.Operations.Tenant.Value);

        var late = await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionCanceled(), Staff(stage), "", CancellationToken.None);

        late.Error.ShouldBeOfType<TransitionRefused>();
    }

    private static Portal.Infrastructure.Tenancy.TransitionActor Staff(LifeStage stage) =>
        Portal.Infrastructure.Tenancy.TransitionActor.Staff(stage.Operations.Tenant, "stf_1", "operator@portal.example", "c");

    /// <summary>What a tenant gathers: a namespace with a rollout in it, a customer, an installation.</summary>
    private static async Task LiveAsync(LifeStage stage)
    {
        var tenant = (await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!;
        await new TenantNamespace(stage.Client).EnsureAsync(tenant, CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.CustomResourceDefinition, Definition(), CancellationToken.None);
        await stage.Customers.EnsureAsync(tenant.Id, tenant.Name, CancellationToken.None);
        await stage.Operations.AddRolloutAsync();
        await stage.Operations.ExecuteAsync("insert into portal.domain_claim values ($1, $2, gen_random_uuid(), 'token', now())", $"{tenant.Slug}.example.com", tenant.Id.Value);
    }

    private static JsonObject Definition() => JsonNode.Parse(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"pluginrollouts.portal.internal"},
         "spec":{"group":"portal.internal","scope":"Namespaced","names":{"plural":"pluginrollouts","kind":"PluginRollout","singular":"pluginrollout","listKind":"PluginRolloutList"},
                 "versions":[{"name":"v1alpha1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """)!.AsObject();

    private static async Task<OperationId> DeleteAsync(LifeStage stage, TimeSpan grace)
    {
        (await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionRequested(grace), Staff(stage), "", CancellationToken.None)).Error.ShouldBeNull();
        var id = (await stage.Operations.ListAsync("select id::text from portal.operation")).Single();
        // The stage's clock is not the database's.
        await stage.Operations.ExecuteAsync("update portal.operation set not_before = $2 where tenant_id = $1", stage.Operations.Tenant.Value, stage.Operations.Time.GetUtcNow());
        return new(Guid.Parse(id));
    }

    private static async Task<int> RunAsync(LifeStage stage, OperationId id, int crashAt, bool after)
    {
        var crashed = new StrongBox<bool>();
        IPurgeStep[] steps = [new ClusterPurge(stage.Client, TimeProvider.System), new DomainsPurge(stage.Operations.Platform), new BillingCustomerPurge(stage.Customers)];
        steps.Length.ShouldBe(Steps);
        if (crashAt >= 0)
        {
            var inner = steps[crashAt];
            steps[crashAt] = new CrashPoint(() => inner.Name, inner.RemoveAsync, after, crashed);
        }

        return await stage.RunAsync(id, () => new PurgeTenantHandler(stage.Tenants, steps, stage.Erasure));
    }

    private static async Task<JsonObject> CertificateAsync(LifeStage stage)
    {
        var documents = await stage.Operations.CertificatesAsync();
        return JsonNode.Parse(documents.Single())!.AsObject();
    }
}
