using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tenancy;

/// <summary>
/// The ResourceQuota and the LimitRange of a tenant's namespace. A quota on CPU and memory refuses pods that name none, so the range gives every
/// container a request and a limit (Kubernetes documentation, "Resource Quotas" and "Limit Ranges").
/// </summary>
internal static class TenantLimits
{
    public const string Name = "tenant";
    public const int MostPods = 100;

    public static JsonObject Quota(TenantInfo tenant) => Document(tenant, ResourceKind.ResourceQuota, new JsonObject
    {
        ["hard"] = new JsonObject
        {
            ["pods"] = $"{MostPods}",
            ["services"] = "100",
            ["services.loadbalancers"] = "0",
            ["services.nodeports"] = "0",
            ["persistentvolumeclaims"] = "0",
            ["requests.cpu"] = "16",
            ["requests.memory"] = "32Gi",
            ["limits.cpu"] = "64",
            ["limits.memory"] = "64Gi",
        },
    });

    public static JsonObject Range(TenantInfo tenant) => Document(tenant, ResourceKind.LimitRange, new JsonObject
    {
        ["limits"] = new JsonArray
        {
            new JsonObject
            {
                ["type"] = "Container",
                ["defaultRequest"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "128Mi" },
                ["default"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "512Mi" },
                ["max"] = new JsonObject { ["cpu"] = "4", ["memory"] = "4Gi" },
            },
        },
    });

    private static JsonObject Document(TenantInfo tenant, ResourceKind kind, JsonObject spec) => TenantObject.Of(tenant, kind, Name, spec);
}
