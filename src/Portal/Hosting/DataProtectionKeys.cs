using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Hosting;

/// <summary>The Data Protection key ring in PostgreSQL, so that every replica reads what another wrote.</summary>
internal sealed class DataProtectionKeys(PlatformDatabase database, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Source.CreateCommand("select xml from portal.data_protection_key order by created_at");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.Source.CreateCommand("insert into portal.data_protection_key (id, friendly_name, xml, created_at) values ($1, $2, $3, $4)");
        foreach (var value in new object[] { Guid.CreateVersion7(time.GetUtcNow()), friendlyName, element.ToString(SaveOptions.DisableFormatting), time.GetUtcNow() })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        command.ExecuteNonQuery();
    }
}
