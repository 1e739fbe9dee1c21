using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Operations.Processes;

namespace Portal.Hosting;

/// <summary>
/// Asked to stop, the process first says that it is not ready and goes on serving, until those who send it requests have noticed; then it takes nothing new,
/// and finishes what it has. Asked twice, it does not wait.
/// </summary>
internal sealed class DrainingLifetime(IHostApplicationLifetime application, Draining draining, IOptions<PortalOptions> options, TimeProvider time) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        PosixSignal[] wanted = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
        _signals.AddRange(wanted.Select(signal => PosixSignalRegistration.Create(signal, Stop)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        var again = draining.HasBegun;
        draining.Begin();
        _ = StopAsync(again ? TimeSpan.Zero : options.Value.DrainDelay);
    }

    private async Task StopAsync(TimeSpan delay)
    {
        await Task.Delay(delay, time);
        application.StopApplication();
    }
}
