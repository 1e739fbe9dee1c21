using System.Text.Json;
using Portal.Local.Folder;
using Portal.Local.Startup;

namespace Portal.Local.Description;

/// <summary>Reads and writes <c>local.json</c>.</summary>
internal static class DescriptionFile
{
    public static InstanceDescription Compose(
        InstanceSettings settings, ChildEnvironment environment, Database database, StandIns standIns, Children children) =>
        new(
            Environment.ProcessId,
            new PortalAddress(environment.WebUrl, settings.Port),
            new DatabaseStrings(database.Access.App, database.Access.Platform, database.Access.Superuser),
            standIns.Kubeconfig,
            standIns.Kubernetes is { } server ? new ServerAddress(server.Url) : null,
            new ServerAddress(standIns.Stripe.Url),
            new OperatorAddress(environment.OperatorHealthUrl),
            new ProcessIds(children.Pid("web"), children.Pid("operator"), children.Pid("postgres")),
            [.. ReadDemo(settings.Folder.Demo).Tenants.Select(tenant => tenant with { Url = TenantUrl(environment.WebUrl, tenant.Slug) })],
            ReadDemo(settings.Folder.Demo).Staff,
            settings.Folder.Logs);

    public static void Write(string path, InstanceDescription description) =>
        PrivateFile.Write(path, JsonSerializer.Serialize(description, DescriptionJson.Default.InstanceDescription));

    public static InstanceDescription Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), DescriptionJson.Default.InstanceDescription)
        ?? throw new LocalFailure($"{path} is empty");

    // Written down by the first start, which may have had another port.
    private static Uri TenantUrl(Uri portal, string slug) => new UriBuilder(portal) { Host = $"{slug}.{portal.Host}" }.Uri;

    private static DemoFile ReadDemo(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), DescriptionJson.Default.DemoFile)
        ?? throw new LocalFailure($"{path} is empty: --reset starts over");
}
