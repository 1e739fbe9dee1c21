using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tenancy;

/// <summary>An object of ours in a tenant's namespace, marked as its.</summary>
internal static class TenantObject
{
    public static JsonObject Of(TenantInfo tenant, ResourceKind kind, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = kind.ApiVersion,
        ["kind"] = kind.Kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = tenant.Namespace,
            ["labels"] = new JsonObject
            {
                [RolloutNames.TenantLabel] = tenant.Id.Value.ToString(),
                [RolloutNames.ManagedByLabel] = RolloutNames.FieldManager,
            },
        },
        ["spec"] = spec,
    };
}
