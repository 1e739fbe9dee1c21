using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;

namespace Portal.Operators.Tests.Chart;

/// <summary>What the chart renders to, with nothing said and with everything switched on.</summary>
public sealed partial class ChartTests
{
    private static readonly string[] Served = ["ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_EveryObject_HasAKindANameAndTheLabelsOfItsInstallation(bool withEverything)
    {
        foreach (var (file, item) in ChartRenderer.Render(Values(withEverything)).Objects)
        {
            item.TextAt("apiVersion").ShouldNotBeNullOrEmpty(file);
            item.TextAt("kind").ShouldNotBeNullOrEmpty(file);
            item.TextAt("metadata", "name")!.ShouldStartWith("portal-", customMessage: file);
            item.TextAt("metadata", "labels", "app.kubernetes.io/instance").ShouldBe("portal", file);
        }
    }

    [Fact]
    public void Render_WithEverything_HasWhatAnOperatorOfIt_Needs()
    {
        var kinds = ChartRenderer.Render(Values(withEverything: true)).Objects.Select(one => one.Item.TextAt("kind")!).ToLookup(kind => kind);
        kinds.ToDictionary(kind => kind.Key, kind => kind.Count()).ShouldBe(
            new Dictionary<string, int>
            {
                ["ServiceAccount"] = 1, ["ClusterRole"] = 1, ["ClusterRoleBinding"] = 1, ["Role"] = 1, ["RoleBinding"] = 1, ["Deployment"] = 2, ["Service"] = 2,
                ["PodDisruptionBudget"] = 2, ["NetworkPolicy"] = 3, ["Job"] = 1, ["HorizontalPodAutoscaler"] = 1, ["ServiceMonitor"] = 1,
            },
            ignoreOrder: true);
    }

    /// <summary>Pod Security Standards, "restricted", and what goes beyond it: nothing is written but /tmp, and nobody has a token who needs none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_EveryPod_IsRestricted(bool withEverything)
    {
        var pods = ChartRenderer.Render(Values(withEverything)).Objects.Where(one => one.Item.ObjectAt("spec", "template", "spec") is not null).ToList();
        pods.Count.ShouldBe(3);
        foreach (var (file, item) in pods)
        {
            var spec = item.ObjectAt("spec", "template", "spec")!;
            spec.FlagAt("securityContext", "runAsNonRoot").ShouldBe(true, file);
            spec.WholeAt("securityContext", "runAsUser").ShouldBe(10001, file);
            spec.TextAt("securityContext", "seccompProfile", "type").ShouldBe("RuntimeDefault", file);
            (spec.FlagAt("automountServiceAccountToken") == false).ShouldBe(file != "operator.yaml", file);
            spec.FlagAt("hostNetwork").ShouldNotBe(true);
            foreach (var container in spec.ItemsAt("containers"))
            {
                var security = container.ObjectAt("securityContext")!;
                (security.FlagAt("allowPrivilegeEscalation"), security.FlagAt("readOnlyRootFilesystem")).ShouldBe((false, true), file);
                security.At("capabilities", "drop")!.ToJsonString().ShouldBe("""["ALL"]""");
                container.TextAt("resources", "limits", "memory").ShouldNotBeNullOrEmpty(file);
                container.TextAt("resources", "requests", "cpu").ShouldNotBeNullOrEmpty(file);
                container.TextAt("image")!.ShouldNotEndWith(":latest");
                container.ItemsAt("env").Select(entry => entry.TextAt("name")).ShouldBeUnique();
                if (item.TextAt("kind") == "Deployment")
                {
                    container.ObjectAt("livenessProbe").ShouldNotBeNull(file);
                    container.ObjectAt("readinessProbe").ShouldNotBeNull(file);
                }
            }
        }
    }

    /// <summary>Selectors of services, budgets, policies and monitors find the pods that they are about.</summary>
    [Fact]
    public void Render_EverySelector_FindsPods()
    {
        var objects = ChartRenderer.Render(Values(withEverything: true)).Objects.Select(one => one.Item).ToList();
        var pods = objects.Where(item => item.ObjectAt("spec", "template", "spec") is not null).Select(item => item.ObjectAt("spec", "template", "metadata", "labels")!).ToList();
        var services = objects.Where(item => item.TextAt("kind") == "Service").Select(item => item.ObjectAt("metadata", "labels")!).ToList();
        foreach (var item in objects)
        {
            var selector = item.ObjectAt("spec", "podSelector", "matchLabels") ?? item.ObjectAt("spec", "selector", "matchLabels") ?? item.ObjectAt("spec", "selector");
            var found = item.TextAt("kind") == "ServiceMonitor" ? services : pods;
            (selector is null || found.Exists(labels => selector.All(pair => labels.TextAt(pair.Key) == (string?)pair.Value))).ShouldBeTrue($"{item.TextAt("kind")} {item.TextAt("metadata", "name")}");
        }
    }

    [Fact]
    public void Values_OfTheChart_AreAllAskedForAndNoOthers()
    {
        var values = ChartRenderer.DefaultValues();
        var asked = ChartRenderer.Render(Values(withEverything: true)).Asked;
        Paths(values, "").Where(path => !asked.Any(one => path == one || path.StartsWith(one + ".", StringComparison.Ordinal))).ShouldBeEmpty("values that nothing asks for");
    }

    /// <summary>Settings that values.yaml tells of by name are settings of the processes.</summary>
    [Fact]
    public void Values_SettingsByName_Exist()
    {
        var text = File.ReadAllText(Path.Combine(ChartRenderer.Folder, "values.yaml"));
        var options = new[] { typeof(OperatorOptions).Assembly, typeof(Infrastructure.Operations.Retention.RetentionOptions).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("SectionName") is not null).ToDictionary(type => (string)type.GetField("SectionName")!.GetValue(null)!, StringComparer.Ordinal);
        var told = Setting().Matches(text).Select(match => (Section: match.Groups["section"].Value, Name: match.Groups["name"].Value)).Where(one => options.ContainsKey(one.Section)).ToList();
        told.Count.ShouldBeGreaterThan(4);
        told.Where(one => options[one.Section].GetProperty(one.Name) is null).ShouldBeEmpty();
        typeof(QueueOptions).GetProperty("PerTenant").ShouldNotBeNull();
    }

    /// <summary>The local API server takes every object of a kind that it serves.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Render_Applied_IsTakenByAnApiServer(bool withEverything)
    {
        await using var cluster = await LocalCluster.StartAsync(new LocalClusterOptions(), NullLoggerFactory.Instance, CancellationToken.None);
        using var http = ClusterHttp.Create(new ClusterConnection { Server = cluster.Url, Token = cluster.Token }, TimeProvider.System);
        var client = new KubernetesClient(http);
        await client.CreateAsync(ResourceKind.Namespace, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "portal" } }, CancellationToken.None);
        var discovered = new Dictionary<string, ResourceKind>(StringComparer.Ordinal);
        foreach (var (_, item) in ChartRenderer.Render(Values(withEverything)).Objects.Where(one => Served.Contains(one.Item.TextAt("kind"), StringComparer.Ordinal)))
        {
            var kind = KindOf(item);
            if (kind.Namespaced)
            {
                item["metadata"]!["namespace"] = "portal";
            }

            await client.ApplyAsync(kind, item, "helm", CancellationToken.None);
            discovered[kind.Kind] = kind;
        }

        discovered.Keys.Order(StringComparer.Ordinal).ShouldBe(Served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Images_OfBothProcesses_RunAsTheChartsUserWithNothingOfTheBuild()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "Dockerfile"));
        var stages = Stage().Split(text).Skip(1).Select(stage => "FROM " + stage).ToList();
        stages.Count.ShouldBe(3);
        stages[0].ShouldContain("/sdk:10.0 AS build");
        foreach (var (stage, process) in stages.Skip(1).Zip((string[])["Portal.dll", "Portal.Operators.dll"]))
        {
            stage.ShouldContain("/aspnet:10.0 AS");
            stage.ShouldContain("USER 10001:10001");
            stage.ShouldContain($"ENTRYPOINT [\"dotnet\", \"{process}\"]");
            stage.ShouldNotContain("ARG ");
        }

        // What the build copies is there, and it copies all that the projects embed.
        Copy().Matches(stages[0]).SelectMany(match => match.Groups["files"].Value.Split(' ')).Select(file => Path.Combine(RepositoryFolder.Find(), file))
            .Where(file => !File.Exists(file) && !Directory.Exists(file)).ShouldBeEmpty();
        stages[0].ShouldContain("COPY migrations/ migrations/");
        stages[0].ShouldContain("COPY charts/portal/crds/ charts/portal/crds/");
    }

    private static JsonObject Values(bool withEverything)
    {
        var values = ChartRenderer.DefaultValues();
        if (withEverything)
        {
            values["web"]!["autoscaling"]!["enabled"] = true;
            values["web"]!["env"] = new JsonObject { ["Deletion__Grace"] = "14.00:00:00" };
            values["operator"]!["traffic"] = new JsonObject { ["nginxIngress"] = true, ["istio"] = true };
            values["serviceMonitor"]!["enabled"] = true;
            values["audit"]!["secretName"] = "portal-audit";
            values["audit"]!["claimName"] = "portal-audit";
            values["backup"]!["claimName"] = "portal-backups";
            values["backup"]!["recipientsConfigMap"] = "portal-backup";
        }

        return values;
    }

    private static ResourceKind KindOf(JsonObject item)
    {
        var (version, kind) = (item.TextAt("apiVersion")!.Split('/'), item.TextAt("kind")!);
        var plural = kind == "NetworkPolicy" ? "networkpolicies" : kind.ToLowerInvariant() + "s";
        return new ResourceKind(version.Length == 2 ? version[0] : "", version[^1], plural, kind, !kind.StartsWith("Cluster", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonObject values, string prefix) => values.SelectMany(pair =>
        pair.Value is JsonObject { Count: > 0 } child ? Paths(child, $"{prefix}{pair.Key}.") : [prefix + pair.Key]);

    [GeneratedRegex("(?<section>[A-Z][A-Za-z]+)__(?<name>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("^FROM ", RegexOptions.Multiline)]
    private static partial Regex Stage();

    [GeneratedRegex("^COPY (?<files>.+) \\S+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Copy();
}
