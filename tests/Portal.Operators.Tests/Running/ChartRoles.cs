using System.Text.Json.Nodes;
using Portal.Local.Kubernetes;
using Portal.Local.Kubernetes.Access;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Running;

/// <summary>A service account with the roles that the chart gives the operator.</summary>
internal static class ChartRoles
{
    public const string User = "system:serviceaccount:portal:portal-operator";

    private static readonly string[] Files = ["operator-rules.yaml", "operator-definition-rules.yaml", "operator-lease-rules.yaml"];

    private static readonly ResourceKind ServiceAccount = new("", "v1", "serviceaccounts", "ServiceAccount");
    private static readonly ResourceKind ClusterRole = new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false);
    private static readonly ResourceKind ClusterRoleBinding = new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", Namespaced: false);
    private static readonly ResourceKind Role = new("rbac.authorization.k8s.io", "v1", "roles", "Role");
    private static readonly ResourceKind RoleBinding = new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");

    /// <summary>Every rule of every file of the chart.</summary>
    public static List<JsonObject> Rules() => [.. Files.SelectMany(Rules)];

    /// <summary>Those besides, which values switch on.</summary>
    public static List<JsonObject> OptionalRules() => [.. Rules("operator-nginx-rules.yaml"), .. Rules("operator-istio-rules.yaml")];

    /// <summary>Every verb on every resource that the rules name, as "get pods/proxy" or "create httproutes.gateway.networking.k8s.io".</summary>
    public static IEnumerable<string> Granted(IEnumerable<JsonObject> rules) =>
        from rule in rules
        from verb in Texts(rule, "verbs")
        from resource in Texts(rule, "resources")
        from @group in Texts(rule, "apiGroups")
        select new RequestAttributes(verb, @group, resource).ToString();

    /// <summary>Binds the account and gives its token.</summary>
    public static async Task<string> BindAsync(IKubernetesClient administrator, LocalCluster cluster, string leases, string? optional = null)
    {
        await CreateAsync(administrator, ResourceKind.Namespace, "", "portal", []);
        await CreateAsync(administrator, ServiceAccount, "portal", "portal-operator", []);
        await CreateAsync(administrator, ClusterRole, "", "portal-operator", new JsonObject { ["rules"] = Array([.. Rules(Files[0]), .. Rules(Files[1]), .. optional is null ? [] : Rules(optional)]) });
        await CreateAsync(administrator, ClusterRoleBinding, "", "portal-operator", Binding(ClusterRole));
        await CreateAsync(administrator, Role, leases, "portal-operator", new JsonObject { ["rules"] = Array(Rules(Files[2])) });
        await CreateAsync(administrator, RoleBinding, leases, "portal-operator", Binding(Role));
        return cluster.TokenOf("portal", "portal-operator")!;
    }

    public static IEnumerable<JsonObject> Rules(string file)
    {
        // The file is a list, which the template puts below a field.
        var text = "rules:\n" + File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "charts", "portal", "files", file));
        return YamlDocument.Read(new StringReader(text)).ItemsAt("rules");
    }

    private static IEnumerable<string> Texts(JsonObject rule, string list) => rule[list]!.AsArray().Select(entry => (string)entry!);

    private static JsonArray Array(IEnumerable<JsonObject> rules) => [.. rules.Select(rule => rule.DeepClone())];

    private static JsonObject Binding(ResourceKind role) => new()
    {
        ["roleRef"] = new JsonObject { ["apiGroup"] = role.Group, ["kind"] = role.Kind, ["name"] = "portal-operator" },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "portal-operator", ["namespace"] = "portal" }),
    };

    private static async Task CreateAsync(IKubernetesClient client, ResourceKind kind, string inNamespace, string name, JsonObject content)
    {
        content["apiVersion"] = kind.ApiVersion;
        content["kind"] = kind.Kind;
        content["metadata"] = kind.Namespaced ? new JsonObject { ["name"] = name, ["namespace"] = inNamespace } : new JsonObject { ["name"] = name };
        await client.CreateAsync(kind, content, CancellationToken.None);
    }
}
