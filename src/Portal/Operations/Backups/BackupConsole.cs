using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Hosting;
using Portal.Infrastructure.Migrations;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary>Where the commands of backups talk to, and when they stop: SIGINT and SIGTERM leave nothing half done.</summary>
internal sealed class BackupConsole(TextWriter output, TextWriter errors)
{
    private CancellationToken _stop;

    public TextWriter Output => output;

    public CancellationToken Stop => _stop;

    /// <summary>Settings are taken as the web process takes them: <c>--Section:Name=value</c>.</summary>
    public static (string[] Words, string[] Settings) Split(string[] args) => (
        [.. args.Where(a => !IsSetting(a))],
        [.. args.Where(IsSetting)]);

    public static WebApplication Application(string[] settings)
    {
        var builder = PortalApplication.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    public async Task<int> UsageAsync(string usage, bool wrong)
    {
        await (wrong ? errors : output).WriteLineAsync(usage);
        return wrong ? 2 : 0;
    }

    public async Task<int> TryAsync(Func<Task> run)
    {
        using var stopping = new CancellationTokenSource();
        _stop = stopping.Token;
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Cancel);
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Cancel);
        try
        {
            await run();
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Stopped. Nothing was changed.");
            return 1;
        }
        catch (Exception failure) when (failure is BackupRefusedException or NpgsqlException or IOException or UnauthorizedAccessException or OptionsValidationException or MigrationException or ArgumentException)
        {
            await errors.WriteLineAsync(failure.Message);
            return 1;
        }

        void Cancel(System.Runtime.InteropServices.PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }

    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);
}
