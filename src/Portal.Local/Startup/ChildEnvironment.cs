using System.Globalization;
using Portal.Local.Folder;
using Portal.Local.Postgres;

namespace Portal.Local.Startup;

/// <summary>The settings of web and operator, as environment variables.</summary>
internal sealed class ChildEnvironment(InstanceSettings settings, DatabaseAccess database, StandIns standIns)
{
    public Uri WebUrl { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{settings.Port}"));

    public Uri OperatorHealthUrl { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));

    public Dictionary<string, string?> Migrate() => new(Base()) { ["Database__Migrator"] = database.Superuser };

    public Dictionary<string, string?> Seed() =>
        new(Web()) { ["Seed__SamplesFolder"] = Repository.SamplePlugins, ["Seed__OutputFile"] = settings.Folder.Demo };

    public Dictionary<string, string?> Web() =>
        new(Base())
        {
            ["ASPNETCORE_URLS"] = ListenUrls(),
            // An unpublished build finds its static assets only in Development.
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Portal__BaseHost"] = "localhost",
            ["Portal__PublicPort"] = Port,
            ["Portal__PublicScheme"] = "http",
            // Here everybody has the same address, and one person plays many.
            ["RateLimits__RequestsPerMinutePerAddress"] = "600000",
            ["RateLimits__SignInsPerMinutePerAddress"] = "60000",
            ["RateLimits__SignUpsPerHourPerAddress"] = "600000",
            ["RateLimits__CircuitStartsPerMinutePerAddress"] = "60000",
            ["RateLimits__RequestsPerMinutePerPrincipal"] = "600000",
            ["RateLimits__CircuitsPerMember"] = "20000",
            ["RateLimits__CircuitsPerTenant"] = "20000",
            ["Quotas__ApiRequestsPerMinute"] = "600000",
        };

    public Dictionary<string, string?> Operator() =>
        new(Base())
        {
            ["KUBECONFIG"] = standIns.Kubeconfig,
            ["PORTAL_KUBECONFIG"] = null,
            ["Audit__SigningKeyFile"] = SigningKeyFile.Ensure(settings.Folder.AuditKey),
            ["Audit__CheckpointFolder"] = settings.Folder.AuditCheckpoints,
            ["Operator__HealthUrl"] = OperatorHealthUrl.GetLeftPart(UriPartial.Authority),
        };

    private string Port => settings.Port.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string?> Base() =>
        new()
        {
            ["Database__App"] = database.App,
            ["Database__Platform"] = database.Platform,
            ["Portal__LocalSimulation"] = "true",
            ["Keys__Provider"] = "file",
            ["Keys__File__Folder"] = settings.Folder.Keys,
            ["Stripe__BaseUrl"] = standIns.Stripe.Url.GetLeftPart(UriPartial.Authority),
            ["Stripe__SecretKey"] = standIns.Stripe.SecretKey,
            ["Stripe__WebhookSecret"] = standIns.Stripe.WebhookSecret,
            ["PORTAL_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATABASE"] = null,
            ["DOTNET_gcServer"] = "0",
        };

    private string ListenUrls() => $"http://127.0.0.1:{Port}" + (FreePort.HasIpv6Loopback() ? $";http://[::1]:{Port}" : "");
}
