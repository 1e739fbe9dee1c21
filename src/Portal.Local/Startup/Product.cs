using Portal.Local.Http;
using Portal.Local.Processes;

namespace Portal.Local.Startup;

/// <summary>The product's own processes: migration, seed, web and operator.</summary>
internal sealed class Product(InstanceSettings settings, Children children, ChildEnvironment environment) : IDisposable
{
    private readonly HealthProbe _web = new(environment.WebUrl);
    private readonly HealthProbe _operator = new(environment.OperatorHealthUrl);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnceAsync("migrate", environment.Migrate(), cancellationToken);
        await SideBySide.RunAsync(
            cancellationToken,
            SeedAsync,
            stop => KeepAsync("web", "Portal", environment.Web(), _web, stop),
            stop => KeepAsync("operator", "Portal.Operators", environment.Operator(), _operator, stop));
    }

    public void Dispose()
    {
        _web.Dispose();
        _operator.Dispose();
    }

    // The file is written last: a seed that was interrupted runs again, and finds what it already made.
    private Task SeedAsync(CancellationToken cancellationToken) =>
        File.Exists(settings.Folder.Demo) ? Task.CompletedTask : RunOnceAsync("seed", environment.Seed(), cancellationToken);

    private Task RunOnceAsync(string verb, Dictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var log = children.OpenLog(verb);
        return OneShot.RunAsync(verb, Command("Portal", variables, verb), log.Line, cancellationToken);
    }

    private async Task KeepAsync(string name, string project, Dictionary<string, string?> variables, HealthProbe probe, CancellationToken cancellationToken)
    {
        var command = Command(project, variables) with { OnParentDeath = Signal.Terminate };
        await children.StartAsync(new ProcessPlan(name, command, probe.IsReadyAsync), children.OpenLog(name), cancellationToken);
    }

    private static ProcessCommand Command(string project, Dictionary<string, string?> variables, params string[] arguments)
    {
        var program = Repository.Program(project);
        return new ProcessCommand(SystemTools.Dotnet, [program, .. arguments])
        {
            Environment = variables,
            // Where appsettings.json is, and wwwroot: the content root is the working folder.
            WorkingDirectory = Path.Combine(Repository.Root, "src", project),
        };
    }
}
