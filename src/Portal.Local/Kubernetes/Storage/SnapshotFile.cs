using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Storage;

/// <summary>The state on disk: <c>{"resourceVersion":"12","items":[{"collection":"/pods","object":{…}}]}</c>, replaced in one step.</summary>
internal sealed class SnapshotFile(string path)
{
    // A process that was killed may have given out versions that it did not keep: begin well above them, so that none is given twice.
    private const long Leap = 100_000;

    public bool TryLoad(ClusterStore store)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        var root = Read();
        var version = long.Parse(root.Text("resourceVersion") ?? "1", CultureInfo.InvariantCulture);
        store.Load(version + Leap, root.Objects("items").Select(entry =>
        {
            var item = (JsonObject)entry.Child("object")!.DeepClone();
            return (new ObjectKey(entry.Text("collection")!, item.NamespaceOf(), item.NameOf()), item);
        }));
        return true;
    }

    private JsonNode? Read()
    {
        try
        {
            return JsonText.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not the state of a local cluster ({exception.Message}); move it away to begin with an empty one.", exception);
        }
    }

    public void Write(ClusterStore store)
    {
        var (items, version) = store.Everything();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string scratch;
        using (var stream = PrivateFile.Create(path, out scratch))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"resourceVersion\":\"{version}\",\"items\":[")));
            var separator = "\n"u8;
            foreach (var item in items)
            {
                stream.Write(separator);
                stream.Write(Encoding.UTF8.GetBytes($"{{\"collection\":{JsonSerializer.Serialize(item.Key.Collection)},\"object\":"));
                stream.Write(item.Json.Span);
                stream.Write("}"u8);
                separator = ",\n"u8;
            }

            stream.Write("]}\n"u8);
            stream.Flush(flushToDisk: true);
        }

        File.Move(scratch, path, overwrite: true);
    }
}
