using Portal.Domain.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Tenancy;

public sealed class PurgeTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Purge_CutOffAtAnyStep_EndsTheSame(int crashAt, bool after)
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await stage.LiveAsync();
        await stage.Operations.ExecuteAsync(
            "insert into portal.audit_checkpoint (tenant_id, size, root, note, created_at) values ($1, 1, decode(repeat('00', 32), 'hex'), 'first', now()), ($1, 2, decode(repeat('00', 32), 'hex'), 'last', now())",
            stage.Operations.Tenant.Value);
        var id = await stage.DeleteAsync(TimeSpan.Zero);

        (await stage.RunPurgeAsync(id, crashAt, after)).ShouldBe(crashAt < 0 ? 1 : 2);

        (await stage.Client.FindAsync(ResourceKind.Namespace, new("", stage.Space), CancellationToken.None)).ShouldBeNull();
        (await stage.CustomersAsync()).ItemsAt("data").ShouldBeEmpty();
        (await stage.Tenants.FindAsync(stage.Operations.Tenant, CancellationToken.None))!.State.ShouldBe(TenantState.Deleted);
        (await stage.Operations.ClaimsAsync()).ShouldBeEmpty();
        foreach (var table in (string[])["member", "operation", "operation_step", "outbox_message", "audit_record", "billing_customer", "installation", "rollout", "tenant_key", "webhook_endpoint", "audit_checkpoint"])
        {
            (await stage.Operations.ListAsync($"select count(*)::text from portal.{table}")).ShouldBe(["0"], table);
        }

        var certificate = await stage.CertificateAsync();
        certificate.TextAt("requestedBy").ShouldBe("staff operator@portal.example");
        certificate.ObjectAt("removedElsewhere")!.Select(part => part.Key).Order(StringComparer.Ordinal).ShouldBe(["billingCustomer", "domains", "keys", "namespace"]);
        stage.Room.Files.ShouldBe(["destroyed"]);
        certificate.WholeAt("removedRows", "installation").ShouldBe(1);
        certificate.WholeAt("removedRows", "rollout").ShouldBe(1);
        certificate.TextAt("lastAuditRecord", "hash")!.Length.ShouldBe(64);
        certificate.TextAt("lastAuditCheckpoint").ShouldBe("last");
    }

    [Fact]
    public async Task Purge_WhoseDeletionWasCanceled_RemovesNothing()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await stage.LiveAsync();
        var id = await stage.DeleteAsync(TimeSpan.FromDays(30));
        (await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionCanceled(), stage.Staff(), "", CancellationToken.None)).Error.ShouldBeNull();
        (await stage.Operations.ReadAsync(id)).State.ShouldBe("canceled");

        var leftOver = await stage.Operations.EnqueueAsync("tenant.purge", "tenant");
        await stage.RunPurgeAsync(leftOver, -1, false);

        (await stage.Operations.ReadAsync(leftOver)).State.ShouldBe("failed");
        (await stage.Client.FindAsync(ResourceKind.Namespace, new("", stage.Space), CancellationToken.None)).ShouldNotBeNull();
        (await stage.Operations.ListAsync("select count(*)::text from portal.installation")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Purge_OnceBegun_CannotBeCanceled()
    {
        await using var stage = await LifeStage.StartAsync(fixture.Database, "active");
        await stage.DeleteAsync(TimeSpan.Zero);
        (await stage.Erasure.BeginAsync(stage.Operations.Tenant, "c", CancellationToken.None)).ShouldBeNull();
        await stage.Operations.ExecuteAsync("update portal.tenant set delete_after = now() + interval '1 day' where id = $1", stage.Operations.Tenant.Value);

        var late = await stage.Transitions.ApplyAsync(stage.Operations.Tenant, new TenantDeletionCanceled(), stage.Staff(), "", CancellationToken.None);

        late.Error.ShouldBeOfType<TransitionRefused>();
    }
}
