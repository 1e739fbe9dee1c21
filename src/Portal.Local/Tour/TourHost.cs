using System.Diagnostics;
using Portal.Local.Folder;
using Portal.Local.Output;
using Portal.Local.Startup;

namespace Portal.Local.Tour;

/// <summary><c>--tour</c>: a scratch instance, the main job done and checked, one line per step.</summary>
internal static class TourHost
{
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var scratch = Directory.CreateTempSubdirectory("portal-tour-").FullName;
        var step = "start";
        try
        {
            OpenToDatabaseUser(scratch);
            using var folder = DataFolder.Open(scratch);
            await using var instance = await LocalInstance.StartAsync(new InstanceSettings(folder, FreePort.Next(), Terminal.Standard) { Quiet = true }, stop);
            Report("start", started);
            await using var database = new TourDatabase(instance.Description.Database.Superuser);
            using var cluster = new TourCluster(instance.Kubernetes!);
            var visit = new TourVisit(instance.Description, database, cluster);
            foreach (var next in TourPlan.Steps)
            {
                step = next.Name;
                var began = Stopwatch.GetTimestamp();
                await next.RunAsync(visit, stop);
                Report(step, began);
            }

            Terminal.Standard.Line($"TOUR PASSED: {TourPlan.Steps.Count + 1} steps in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
        catch (Exception failure) when (failure is TourFailure or LocalFailure or HttpRequestException or Npgsql.NpgsqlException)
        {
            Terminal.Standard.Line($"TOUR FAILED at {step}: {failure.Message}; logs are in {Path.Combine(scratch, "logs")}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Terminal.Standard.Line($"TOUR FAILED at {step}: stopped");
            return 1;
        }

        Directory.Delete(scratch, recursive: true);
        return 0;
    }

    private static void Report(string step, long began) =>
        Terminal.Standard.Line($"ok {step} {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0}");

    private static void OpenToDatabaseUser(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}
