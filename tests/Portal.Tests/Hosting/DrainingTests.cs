using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Operations;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Tests.Hosting;

/// <summary>A host of its own: what is asked to stop does not go back.</summary>
public sealed class DrainingTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Process_ThatIsAskedToStop_IsNotReadyButServesAndIsLive()
    {
        var tenant = await host.SignUpAsync();
        host.Services.GetRequiredService<Draining>().Begin();
        (await ProbeAsync("ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        (await ProbeAsync("live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        using var served = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "late" });
        await served.ShouldBeAsync(HttpStatusCode.Created);
        var directory = host.Services.GetRequiredService<ProcessDirectory>();
        await Eventually.HoldsAsync(
            async () => (await directory.ListAsync(TestContext.Current.CancellationToken)).Any(process => process.Status == ProcessStatus.Stopping),
            TimeSpan.FromSeconds(10), "nobody was told that the process stops");
    }

    private async Task<(HttpStatusCode Status, string Word)> ProbeAsync(string probe)
    {
        using var response = await host.Client().GetAsync("/health/" + probe, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
