using System.Runtime.CompilerServices;
using Portal.Operators.Billing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Tests.Tenancy;

public sealed class ProvisionTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int Steps = 4;
    private static readonly string[] Told = ["namespace", "limits", "network", "billing", "open"];

    [Fact]
    public async Task Provision_ANewTenant_MakesEverythingAndOpensIt()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "provisioning");
        (await RunAsync(stage, null, false)).ShouldBe(1);
        await ShouldBeReadyAsync(stage);
        var policy = (await stage.Client.FindAsync(ResourceKind.NetworkPolicy, new(stage.Space, "default-deny"), CancellationToken.None))!;
        policy.ObjectAt("spec")!.ToJsonString().ShouldBe("""{"podSelector":{},"policyTypes":["Ingress","Egress"]}""");
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Provision_CutOffAtAnyStep_EndsTheSame(int step, bool after)
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "provisioning");
        (await RunAsync(stage, step, after)).ShouldBe(2);
        await ShouldBeReadyAsync(stage);
    }

    public static IEnumerable<TheoryDataRow<int, bool>> Boundaries() =>
        Enumerable.Range(0, Steps).SelectMany(step => new[] { new TheoryDataRow<int, bool>(step, false), new TheoryDataRow<int, bool>(step, true) });

    private static async Task<int> RunAsync(LifeStage stage, int? crashAt, bool after)
    {
        var crashed = new StrongBox<bool>();
        IProvisioningStep[] steps =
            [new NamespaceStep(new TenantNamespace(stage.Client)), new LimitsStep(stage.Client), new NetworkStep(stage.Client), new BillingCustomerStep(stage.Customers)];
        steps.Length.ShouldBe(Steps);
        if (crashAt is { } index)
        {
            var inner = steps[index];
            steps[index] = new CrashPoint(() => inner.Name, inner.EnsureAsync, after, crashed);
        }

        var id = await stage.Operations.EnqueueAsync("tenant.provision", "tenant");
        var attempts = await stage.RunAsync(id, () => new ProvisionTenantHandler(stage.Tenants, steps, stage.Transitions));
        (await stage.Operations.ReadAsync(id)).State.ShouldBe("succeeded");
        (await stage.Operations.ListAsync($"select name from portal.operation_step order by sequence")).Where(name => name is not ("attempt" or "done")).ShouldBe(Told);
        return attempts;
    }

    private static async Task ShouldBeReadyAsync(LifeStage stage)
    {
        (await stage.NamesAsync(ResourceKind.ResourceQuota)).ShouldBe(["tenant"]);
        (await stage.NamesAsync(ResourceKind.LimitRange)).ShouldBe(["tenant"]);
        (await stage.NamesAsync(ResourceKind.NetworkPolicy)).ShouldBe(["allow-dns", "allow-gateway", "default-deny"]);
        (await stage.CustomersAsync()).ItemsAt("data").Count().ShouldBe(1);
        (await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!.State.ShouldBe(Portal.Domain.Tenancy.TenantState.Active);
        (await stage.Operations.ListAsync("select action from portal.audit_pending_record order by recorded_at")).ShouldBe(["tenant.provisioned"]);
    }
}
