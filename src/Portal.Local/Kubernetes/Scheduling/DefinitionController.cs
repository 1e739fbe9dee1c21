using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.CustomResources;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Serves custom resources as long as their definition is there, and takes them along when it goes.</summary>
internal sealed class DefinitionController(ClusterAccess cluster, ResourceCatalog catalog) : IController
{
    private const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";

    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        if (change.Key.Collection == Collections.Definitions)
        {
            return [change.Key];
        }

        // The last custom resource gone lets its definition go.
        return change.Kind == ChangeKind.Deleted && change.Key.Collection.Split('/') is [{ Length: > 0 } group, var plural]
            ? [new ObjectKey(Collections.Definitions, "", $"{plural}.{group}")]
            : [];
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } definition)
        {
            catalog.Define(key.Name, []);
            return null;
        }

        if (definition.IsDeleting())
        {
            Empty(key, definition);
            return null;
        }

        catalog.Define(key.Name, DefinitionReader.Versions(definition));
        if (!Finalizers.Has(definition, Cleanup))
        {
            cluster.Modify(key, item => Finalizers.Add(item, Cleanup));
        }

        cluster.WriteStatus(key, status => Establish(status, definition, now));
        return null;
    }

    private void Empty(ObjectKey key, JsonObject definition)
    {
        var collection = $"{definition.Text("spec", "group")}/{definition.Text("spec", "names", "plural")}";
        var left = cluster.KeysIn(collection, null);
        foreach (var item in left)
        {
            cluster.Delete(item, DeleteRequest.Background);
        }

        if (cluster.KeysIn(collection, null).Count == 0 && Finalizers.Has(definition, Cleanup))
        {
            cluster.Modify(key, item => Finalizers.Remove(item, Cleanup));
        }
    }

    private static void Establish(JsonObject status, JsonObject definition, DateTimeOffset now)
    {
        status["acceptedNames"] = definition.At("spec", "names")?.DeepClone();
        var kept = definition.Objects("spec", "versions").First(version => version.Flag("storage")).Text("name");
        status["storedVersions"] = new JsonArray(kept);
        Conditions.Set(status, Conditions.Of("NamesAccepted", true, "NoConflicts", "no conflicts found"), now);
        Conditions.Set(status, Conditions.Of("Established", true, "InitialNamesAccepted", "the initial names have been accepted"), now);
    }
}
