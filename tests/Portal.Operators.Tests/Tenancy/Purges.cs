using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Billing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tenancy;
using Portal.Operators.Tenancy.Keys;

namespace Portal.Operators.Tests.Tenancy;

/// <summary>A tenant that has gathered something, its deletion, and its removal.</summary>
internal static class Purges
{
    private const int Steps = 4;

    public static TransitionActor Staff(this LifeStage stage) =>
        TransitionActor.Staff(stage.Operations.Tenant, "stf_1", "operator@portal.example", "c");

    /// <summary>What a tenant gathers: a namespace with a rollout in it, a customer, an installation, a secret.</summary>
    public static async Task LiveAsync(this LifeStage stage)
    {
        var tenant = (await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!;
        await new TenantNamespace(stage.Client).EnsureAsync(tenant, CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.CustomResourceDefinition, Definition(), CancellationToken.None);
        await stage.Customers.EnsureAsync(tenant.Id, tenant.Name, CancellationToken.None);
        await stage.Operations.AddRolloutAsync();
        await stage.Room.SealAsync(1);
        await stage.Operations.ExecuteAsync("insert into portal.domain_claim values ($1, $2, gen_random_uuid(), 'token', now())", $"{tenant.Slug}.example.com", tenant.Id.Value);
    }

    private static JsonObject Definition() => JsonNode.Parse(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"pluginrollouts.portal.internal"},
         "spec":{"group":"portal.internal","scope":"Namespaced","names":{"plural":"pluginrollouts","kind":"PluginRollout","singular":"pluginrollout","listKind":"PluginRolloutList"},
                 "versions":[{"name":"v1alpha1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """)!.AsObject();

    /// <returns>The operation that removes it, due by the stage's clock.</returns>
    public static async Task<OperationId> DeleteAsync(this LifeStage stage, TimeSpan grace)
    {
        (await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionRequested(grace), stage.Staff(), "", CancellationToken.None)).Error.ShouldBeNull();
        // The stage's clock is not the database's.
        await using var work = await stage.Operations.Units.BeginAsPlatformAsync(stage.Operations.Tenant, CancellationToken.None);
        await using var due = work.Command("update operation set not_before = $2 where tenant_id = $1 and kind = 'tenant.purge' returning id")
            .With(stage.Operations.Tenant.Value, stage.Operations.Time.GetUtcNow());
        var id = (Guid)(await due.ExecuteScalarAsync())!;
        await work.CommitAsync(CancellationToken.None);
        return new(id);
    }

    /// <param name="stage">Where.</param>
    /// <param name="id">The removal.</param>
    /// <param name="crashAt">The step that is cut off once; none when negative.</param>
    /// <param name="after">Whether the step was done by then.</param>
    /// <returns>How many attempts it took.</returns>
    public static async Task<int> RunPurgeAsync(this LifeStage stage, OperationId id, int crashAt, bool after)
    {
        var crashed = new StrongBox<bool>();
        IPurgeStep[] steps = [new ClusterPurge(stage.Client, TimeProvider.System), new DomainsPurge(stage.Operations.Platform), new KeyPurge(stage.Room.Care), new BillingCustomerPurge(stage.Customers)];
        steps.Length.ShouldBe(Steps);
        if (crashAt >= 0)
        {
            var inner = steps[crashAt];
            steps[crashAt] = new CrashPoint(() => inner.Name, inner.RemoveAsync, after, crashed);
        }

        return await stage.RunAsync(id, () => new PurgeTenantHandler(stage.Tenants, steps, stage.Erasure));
    }

    public static async Task<JsonObject> CertificateAsync(this LifeStage stage)
    {
        var documents = await stage.Operations.CertificatesAsync();
        return JsonNode.Parse(documents.Single())!.AsObject();
    }
}
