using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Operations;

internal sealed class OperationRowConfiguration : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
        builder.Property(row => row.Payload).HasColumnType("jsonb");
        builder.Property(row => row.AttemptLog).HasColumnType("jsonb");
        // Worked out when it is not said: the field alone does not know.
        builder.Property(row => row.Priority).UsePropertyAccessMode(PropertyAccessMode.Property);
    }
}
