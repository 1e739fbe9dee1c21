using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Endpoints.Protobuf;

/// <summary>
/// The body of a protobuf request as JSON. <c>kubectl create namespace</c>, <c>configmap</c>, <c>secret</c> and <c>serviceaccount</c> send nothing
/// else; other kinds are refused with 415.
/// </summary>
internal static class ProtobufBody
{
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    public static JsonObject Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw ApiErrors.BadRequest("the body is not a Kubernetes protobuf message");
        }

        // runtime.Unknown: typeMeta = 1 {apiVersion = 1, kind = 2}, raw = 2.
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = [];
        var envelope = new ProtobufReader(bytes[Magic.Length..]);
        while (envelope.Next())
        {
            switch (envelope.Field)
            {
                case 1:
                    (apiVersion, kind) = TypeOf(envelope.Content);
                    break;
                case 2:
                    raw = envelope.Content;
                    break;
            }
        }

        var message = ProtobufMessage.OfKind(apiVersion, kind) ?? throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
        var item = Read(message, raw);
        item["apiVersion"] = apiVersion;
        item["kind"] = kind;
        return item;
    }

    private static (string ApiVersion, string Kind) TypeOf(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            (apiVersion, kind) = reader.Field == 1 ? (reader.Text, kind) : (apiVersion, reader.Text);
        }

        return (apiVersion, kind);
    }

    private static JsonObject Read(ProtobufMessage message, ReadOnlySpan<byte> bytes)
    {
        var item = new JsonObject();
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            var field = message.Find(reader.Field) ?? throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
            switch (field.Kind)
            {
                // Go writes strings that are not set as empty ones.
                case ProtobufKind.Text when reader.Content.Length > 0:
                    item[field.Name] = reader.Text;
                    break;
                case ProtobufKind.TextList when item[field.Name] is JsonArray list:
                    list.Add(reader.Text);
                    break;
                case ProtobufKind.TextList:
                    item[field.Name] = new JsonArray(reader.Text);
                    break;
                case ProtobufKind.Number:
                    item[field.Name] = reader.Number;
                    break;
                case ProtobufKind.Flag:
                    item[field.Name] = reader.Number != 0;
                    break;
                case ProtobufKind.TextMap or ProtobufKind.BytesMap:
                    AddEntry(item.Ensure(field.Name), reader.Content, field.Kind == ProtobufKind.BytesMap);
                    break;
                case ProtobufKind.Message:
                    item[field.Name] = Read(field.Message!, reader.Content);
                    break;
            }
        }

        return item;
    }

    /// <summary>A map is a list of messages {key = 1, value = 2}.</summary>
    private static void AddEntry(JsonObject map, ReadOnlySpan<byte> bytes, bool isBytes)
    {
        var (key, value) = ("", "");
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                key = reader.Text;
            }
            else
            {
                value = isBytes ? Convert.ToBase64String(reader.Content) : reader.Text;
            }
        }

        map[key] = value;
    }
}
