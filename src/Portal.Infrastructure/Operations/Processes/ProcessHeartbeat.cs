using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Processes;

/// <summary>Says every few seconds that this process is there and how it does, and says good-bye when it stops. Also shows whether the database takes writes.</summary>
public sealed partial class ProcessHeartbeat(
    ProcessDirectory directory, IProcessReport report, Draining draining, TimeProvider time, ILogger<ProcessHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly string Version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
    private readonly Guid _id = Guid.CreateVersion7();

    /// <summary>Why the last word could not be written; null when it was.</summary>
    public string? Failure { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await directory.LeaveAsync(_id, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
        {
            // Then its silence says the same, half a minute later.
            Unsaid(logger, away.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = PostgresClock.Now(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SayAsync(started, stoppingToken);
            await draining.WaitAsync(Every, time, stoppingToken);
        }
    }

    private async Task SayAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        try
        {
            var parts = await report.PartsAsync(cancellationToken);
            var status = draining.HasBegun ? ProcessStatus.Stopping : parts.Select(part => part.Status).DefaultIfEmpty().Max();
            var self = new ReportedProcess(_id, report.Kind, Environment.MachineName, Version, status, parts, started, PostgresClock.Now(time), false);
            await directory.SayAsync(self, cancellationToken);
            Failure = null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException)
        {
            Failure = away.Message;
            Unsaid(logger, away.Message);
        }
    }

    [LoggerMessage(3301, LogLevel.Debug, "Could not tell the other processes how this one does: {Reason}")]
    private static partial void Unsaid(ILogger logger, string reason);
}
