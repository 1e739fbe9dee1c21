using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;

namespace Portal.IsolationTests.Interleaving;

/// <summary>A circuit is one tenant's for life.</summary>
public sealed class CircuitTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Circuit_ResumedByAnotherTenantsPrincipal_ActsForNobody()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        await using var circuit = await Circuit.OpenAsync(host, mine);
        var caller = circuit.Services.GetRequiredService<CircuitCaller>();
        (await caller.GetAsync()).Tenant.Value.ShouldBe(mine.Uuid);
        circuit.Show(await Circuit.PrincipalAsync(host, other));
        await Should.ThrowAsync<SessionOverException>(() => caller.GetAsync());
        circuit.Show(await Circuit.PrincipalAsync(host, mine));
        (await caller.GetAsync()).Tenant.Value.ShouldBe(mine.Uuid);
    }

    [Fact]
    public async Task Events_OfAnotherTenantsPrincipal_DoNotArrive()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        await using var circuit = await Circuit.OpenAsync(host, mine);
        var arrived = 0;
        var gate = circuit.Services.GetServices<CircuitHandler>().OfType<CircuitGate>().Single().CreateInboundActivityHandler(_ =>
        {
            arrived++;
            return Task.CompletedTask;
        });
        await gate(null!);
        arrived.ShouldBe(1);
        circuit.Show(await Circuit.PrincipalAsync(host, other));
        await gate(null!);
        arrived.ShouldBe(1);
    }
}
