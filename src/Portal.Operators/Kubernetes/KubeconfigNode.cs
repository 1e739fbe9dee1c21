using YamlDotNet.RepresentationModel;

namespace Portal.Operators.Kubernetes;

/// <summary>A mapping of a kubeconfig, read leniently: what is not there is null.</summary>
internal sealed class KubeconfigNode(YamlMappingNode mapping, string path)
{
    /// <exception cref="FormatException">The file holds no mapping.</exception>
    public static KubeconfigNode Load(string path)
    {
        var stream = new YamlStream();
        using (var reader = new StreamReader(path))
        {
            stream.Load(reader);
        }

        return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root
            ? new KubeconfigNode(root, path)
            : throw new FormatException($"{path} is not a kubeconfig: it holds no mapping.");
    }

    /// <summary>The file that says so.</summary>
    public string File => path;

    /// <summary>The file's folder, to which paths in it are relative.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(path))!;

    public string? Text(string name) => Find(name) is YamlScalarNode scalar ? scalar.Value : null;

    public KubeconfigNode? Child(string name) => Find(name) is YamlMappingNode child ? new KubeconfigNode(child, path) : null;

    public IEnumerable<YamlNode> Items(string name) => Find(name) is YamlSequenceNode items ? items : [];

    /// <summary>The entry of a list by its name, in the first file that has one, and of it the part that is meant.</summary>
    public static KubeconfigNode Named(IReadOnlyList<KubeconfigNode> files, string list, string? name, string item) =>
        files.SelectMany(file => file.Items(list).OfType<YamlMappingNode>().Select(entry => new KubeconfigNode(entry, file.File)))
            .Where(entry => name is not null && entry.Text("name") == name)
            .Select(entry => entry.Child(item)).FirstOrDefault(found => found is not null)
        ?? throw new FormatException($"{string.Join(" and ", files.Select(file => file.File))} {(files.Count == 1 ? "has" : "have")} no {item} named '{name}' in {list}.");

    /// <summary>A field that is given as base64 (<c>name-data</c>) or as a file's path, relative to the kubeconfig.</summary>
    public byte[]? Bytes(string name)
    {
        if (Text($"{name}-data") is { Length: > 0 } data)
        {
            return Convert.FromBase64String(data);
        }

        return Text(name) is { Length: > 0 } file ? System.IO.File.ReadAllBytes(Path.Combine(Folder, file)) : null;
    }

    private YamlNode? Find(string name) => mapping.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
}
