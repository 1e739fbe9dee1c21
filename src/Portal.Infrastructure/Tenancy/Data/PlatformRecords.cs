namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>The platform's log on its way from a tenant's own database to the shared one. What is there already stays as it is.</summary>
internal static class PlatformRecords
{
    public const string Read = "select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text from portal.platform_record r";

    public const string Take = "select portal.take_common_rows('portal.platform_record', $1::jsonb)";
}
