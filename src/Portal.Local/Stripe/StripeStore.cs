using System.Text.Json.Nodes;
using Portal.Local.Folder;

namespace Portal.Local.Stripe;

/// <summary>
/// Everything that the stand-in knows, in one JSON tree, behind one lock, written to <c>stripe.json</c> before the lock is left: what was
/// answered is kept, whatever kills the process.
/// </summary>
internal sealed class StripeStore
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly JsonObject _root;

    private StripeStore(string path, JsonObject root)
    {
        _path = path;
        _root = root;
    }

    /// <exception cref="InvalidDataException">The file is there but holds something else.</exception>
    public static StripeStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "stripe.json");
        var root = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new InvalidDataException($"{path} is not ours.") : [];
        return new StripeStore(path, root);
    }

    /// <summary>Reads without writing. What is returned must not be a node of the tree.</summary>
    public T Read<T>(Func<StripeData, T> read)
    {
        lock (_lock)
        {
            return read(new StripeData(_root));
        }
    }

    /// <summary>Changes, and writes the file before anybody else sees the change. A change that throws is undone by not being begun: check first.</summary>
    public T Change<T>(Func<StripeData, T> change)
    {
        lock (_lock)
        {
            var result = change(new StripeData(_root));
            PrivateFile.Write(_path, _root.ToJsonString());
            return result;
        }
    }
}
