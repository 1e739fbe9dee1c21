using System.Diagnostics;
using System.Runtime.InteropServices;
using Portal.Local.Description;
using Portal.Local.Folder;
using Portal.Local.Output;
using Portal.Local.Tour;

namespace Portal.Local.Startup;

/// <summary>The command: starts an instance, says so, and stops it when told to.</summary>
internal static class LocalHost
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var stop = new CancellationTokenSource();
            using var interrupt = OnSignal(PosixSignal.SIGINT, stop);
            using var terminate = OnSignal(PosixSignal.SIGTERM, stop);
            using var hangUp = OnSignal(PosixSignal.SIGHUP, stop);
            if (arguments is ["with-postgres", .. var command])
            {
                return await WithPostgres.RunAsync(command, stop.Token);
            }

            var options = CommandLine.Parse(arguments, Path.Combine(Repository.Root, ".local"));
            return options.Tour ? await TourHost.RunAsync(stop.Token) : await RunInstanceAsync(options, started, stop.Token);
        }
        catch (LocalUsage usage)
        {
            Terminal.Standard.Error($"portal: {usage.Message}");
            return WrongUsage;
        }
        catch (LocalFailure failure)
        {
            Terminal.Standard.Error($"portal: {failure.Message}");
            return Failed;
        }
    }

    private static async Task<int> RunInstanceAsync(LocalOptions options, long started, CancellationToken stop)
    {
        using var folder = DataFolder.Open(options.DataFolder);
        if (options.Reset)
        {
            folder.Reset();
        }

        try
        {
            await using var instance = await LocalInstance.StartAsync(InstanceSettings.FromEnvironment(folder, options.Port), stop);
            Terminal.Standard.Line(ReadyMessage.Compose(instance.Description, Stopwatch.GetElapsedTime(started)));
            await await Task.WhenAny(instance.Failed, Task.Delay(Timeout.Infinite, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Terminal.Standard.Line("stopped");
        }

        return 0;
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
