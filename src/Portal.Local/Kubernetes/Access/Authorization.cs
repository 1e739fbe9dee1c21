using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Access;

/// <summary>Role-based access: what the roles bound to a user or to its groups allow. Nothing else is allowed, and nothing can be forbidden.</summary>
internal sealed class Authorization(ClusterStore store, AccessRecord record)
{
    /// <exception cref="ApiException">403, in the words of the real server.</exception>
    public void Require(RequestUser user, RequestAttributes wanted)
    {
        record.Note(user, wanted);
        if (!Allows(user, wanted))
        {
            throw ApiErrors.Denied(user, wanted);
        }
    }

    public bool Allows(RequestUser user, RequestAttributes wanted) => user.IsUnrestricted || Rules(user, wanted.Namespace).Any(rule => AccessRule.Covers(rule, wanted));

    /// <summary>Whether a path that is no resource may be read: those that describe the API always.</summary>
    public void RequirePath(RequestUser user, string path)
    {
        if (!user.IsUnrestricted && !Rules(user, null).Any(rule => AccessRule.CoversPath(rule, path)))
        {
            throw new ApiException(403, "Forbidden", $"forbidden: User \"{user.Name}\" cannot get path \"{path}\"", []);
        }
    }

    private IEnumerable<JsonObject> Rules(RequestUser user, string? inNamespace)
    {
        var bindings = store.List(Collections.ClusterRoleBindings, null).Items;
        if (!string.IsNullOrEmpty(inNamespace))
        {
            bindings.AddRange(store.List(Collections.RoleBindings, inNamespace).Items);
        }

        return bindings.Select(binding => binding.Parse()).Where(binding => binding.Objects("subjects").Any(subject => Names(subject, user)))
            .Select(binding => Role(binding)?.Parse()).SelectMany(role => role.Objects("rules"));
    }

    private StoredObject? Role(JsonObject binding)
    {
        var name = binding.Text("roleRef", "name") ?? "";
        return binding.Text("roleRef", "kind") == "Role"
            ? store.Get(new ObjectKey(Collections.Roles, binding.NamespaceOf(), name))
            : store.Get(new ObjectKey(Collections.ClusterRoles, "", name));
    }

    private static bool Names(JsonObject subject, RequestUser user) => subject.Text("kind") switch
    {
        "ServiceAccount" => user.Name == RequestUser.ServiceAccount(subject.Text("namespace") ?? "", subject.Text("name") ?? "").Name,
        "User" => user.Name == subject.Text("name"),
        "Group" => user.Groups.Contains(subject.Text("name"), StringComparer.Ordinal),
        _ => false,
    };
}
