using Microsoft.Extensions.Hosting;

namespace Portal.Local.Stripe;

/// <summary>Leaves starting and stopping to whoever made the host.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
